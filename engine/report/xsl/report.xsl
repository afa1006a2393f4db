<?xml version="1.0" encoding="UTF-8"?>
<!-- What a written recommendation says and in which order, apart from how it looks: the template "outline" turns the
     document into sections, paragraphs, quotations, lists and tables, which html.xsl, text.xsl and docx.xsl lay out.
     An organisation that wants other contents replaces this file, one that wants another look those
     (docs/formats.md, "Stylesheets").

     r:title r:subtitle r:notice           at the head
     r:section title= annex=               nested; numbered by whoever lays it out
     r:p, r:quote, r:item level=           with r:b (strong) and r:mark (a remark) inside
     r:table r:head r:row r:cell width=    widths in hundredths of the text's width
     r:item tree=                          a line of a derivation, indented by its level
     r:picture                             an SVG
     r:bitmap type= dpi= width= height=    a picture in dots, as base64, its size in dots
     r:sign label=                         a line to be filled in by hand -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:wenze:outline:1"
    xmlns:d="urn:wenze:document:1" xmlns:w="urn:wenze:stylesheet:1" xmlns:h="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="d w h">
  <xsl:include href="common.xsl"/>

  <xsl:template name="outline">
    <xsl:call-template name="head"/>
    <xsl:call-template name="basis"/>
    <xsl:call-template name="facts"/>
    <xsl:call-template name="opinions"/>
    <xsl:call-template name="readings"/>
    <xsl:call-template name="signatures"/>
    <xsl:call-template name="annexes"/>
  </xsl:template>

  <!-- ==== head ==== -->

  <xsl:template name="head">
    <r:title>
      <xsl:choose>
        <xsl:when test="d:case/d:title and $zh"><xsl:value-of select="concat('关于', d:case/d:title, '有关人员责任认定的建议')"/></xsl:when>
        <xsl:when test="d:case/d:title"><xsl:value-of select="concat('Recommendation on responsibility: ', d:case/d:title)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="w:say('关于有关人员责任认定的建议', 'Recommendation on responsibility')"/></xsl:otherwise>
      </xsl:choose>
    </r:title>
    <r:subtitle><xsl:value-of select="concat(w:say('（截至', '(as of '), d:as_of, w:say('；供有权机关研究，不是处理决定）', '; for the competent body to consider, not a decision)'))"/></r:subtitle>
    <xsl:if test="d:rests_on"><r:notice><xsl:value-of select="d:rests_on"/></r:notice></xsl:if>
    <xsl:if test="@hypothetical='true'">
      <r:notice><xsl:value-of select="w:say('本建议含对草案的假设性评估。草案尚未施行，不得作为处理依据。', 'This recommendation holds a hypothetical assessment under a draft. A draft is not in force and no basis for a decision.')"/></r:notice>
    </xsl:if>
    <xsl:if test="@masked='true'">
      <r:notice><xsl:value-of select="w:say('本件已隐去姓名、单位、文号等信息。', 'Names, organisations, document numbers and the like have been left out of this copy.')"/></r:notice>
    </xsl:if>
  </xsl:template>

  <!-- ==== basis ==== -->

  <xsl:template name="basis">
    <r:section title="{w:say('依据', 'Basis')}">
      <xsl:for-each select="d:rulebooks/d:rulebook">
        <r:item level="1">
          <xsl:value-of select="w:say('《', '')"/><xsl:value-of select="d:title"/><xsl:value-of select="w:say('》', '')"/>
          <xsl:choose>
            <xsl:when test="@status='draft'"><r:mark><xsl:value-of select="w:say('（草案，尚未施行，只作假设性评估）', ' (draft, not in force, hypothetical only)')"/></r:mark></xsl:when>
            <xsl:when test="@status='repealed'"><r:mark><xsl:value-of select="w:say('（已废止）', ' (repealed)')"/></r:mark></xsl:when>
            <xsl:when test="d:in_force_from"><xsl:value-of select="concat($open, w:say('自', 'in force from '), d:in_force_from, w:say('起施行', ''), $close)"/></xsl:when>
          </xsl:choose>
          <xsl:choose><xsl:when test="position() = last()"><xsl:value-of select="$stop"/></xsl:when><xsl:otherwise><xsl:value-of select="$semicolon"/></xsl:otherwise></xsl:choose>
        </r:item>
      </xsl:for-each>
      <xsl:if test="d:case/d:evidence_list/d:evidence">
        <r:p><xsl:value-of select="concat(w:say('案件材料共', 'The case rests on '), count(d:case/d:evidence_list/d:evidence), w:say('件，见附件1。', ' pieces of evidence, listed in annex 1.'))"/></r:p>
      </xsl:if>
    </r:section>
  </xsl:template>

  <!-- ==== facts ==== -->

  <xsl:template name="facts">
    <r:section title="{w:say('事实和证据', 'Facts and evidence')}">
      <xsl:for-each select="d:case/d:entity">
        <r:section title="{concat(d:label, w:say('', ''))}">
          <xsl:if test="d:words"><r:p><xsl:value-of select="d:words"/></r:p></xsl:if>
          <xsl:call-template name="fact-table"/>
          <xsl:if test="position() = last()"><xsl:for-each select=".."><xsl:call-template name="declarations"/></xsl:for-each></xsl:if>
        </r:section>
      </xsl:for-each>
      <xsl:for-each select="d:persons/d:person">
        <r:section title="{d:name}">
          <xsl:for-each select="d:post"><r:p><xsl:value-of select="concat(w:say('任职：', 'Post: '), d:words, $stop)"/></r:p></xsl:for-each>
          <xsl:for-each select="d:entity"><xsl:call-template name="fact-table"/></xsl:for-each>
          <xsl:for-each select="d:sanction">
            <r:p>
              <xsl:value-of select="concat(w:say('已作处理：', 'Sanction imposed: '), d:words)"/>
              <xsl:for-each select="d:fact"><xsl:value-of select="concat($semicolon, d:label, $colon, d:value)"/></xsl:for-each>
              <xsl:value-of select="$stop"/>
            </r:p>
          </xsl:for-each>
          <xsl:call-template name="declarations"/>
        </r:section>
      </xsl:for-each>
      <xsl:if test="d:contradictions/d:contradiction">
        <r:section title="{w:say('相互矛盾的事实（按不明处理）', 'Contradictory facts (read as unknown)')}">
          <xsl:for-each select="d:contradictions/d:contradiction">
            <r:item level="1"><xsl:value-of select="concat(d:holder, $colon, d:words)"/></r:item>
            <xsl:for-each select="d:stated"><r:item level="2"><xsl:value-of select="."/></r:item></xsl:for-each>
          </xsl:for-each>
        </r:section>
      </xsl:if>
      <xsl:if test="d:allegations/d:allegation">
        <r:section title="{w:say('尚未查实的事实（按不明处理）', 'Facts not established (read as unknown)')}">
          <xsl:for-each select="d:allegations/d:allegation"><r:item level="1"><xsl:value-of select="concat(d:holder, $colon, d:words)"/></r:item></xsl:for-each>
        </r:section>
      </xsl:if>
    </r:section>
  </xsl:template>

  <xsl:template name="fact-table">
    <xsl:if test="d:fact">
      <r:table>
        <r:head>
          <r:cell width="44"><xsl:value-of select="w:say('事项', 'Fact')"/></r:cell>
          <r:cell width="24"><xsl:value-of select="w:say('所述', 'Stated')"/></r:cell>
          <r:cell width="18"><xsl:value-of select="w:say('查证', 'Standing')"/></r:cell>
          <r:cell width="14"><xsl:value-of select="w:say('证据', 'Evidence')"/></r:cell>
        </r:head>
        <xsl:for-each select="d:fact">
          <r:row>
            <r:cell><xsl:value-of select="d:label"/></r:cell>
            <r:cell><xsl:value-of select="d:value"/><xsl:if test="d:conduct"><xsl:value-of select="concat($open, d:conduct, $close)"/></xsl:if></r:cell>
            <r:cell><xsl:value-of select="d:standing"/></r:cell>
            <r:cell><xsl:call-template name="numbers"/></r:cell>
          </r:row>
        </xsl:for-each>
      </r:table>
    </xsl:if>
  </xsl:template>

  <!-- Evidence by number. -->
  <xsl:template name="numbers">
    <xsl:for-each select="d:evidence">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="$list"/></xsl:if>
      <xsl:choose>
        <xsl:when test="@number"><xsl:value-of select="@number"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@ref"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="declarations">
    <xsl:if test="d:examined">
      <r:p>
        <xsl:value-of select="w:say('已审查，除上述事实外未发现其他：', 'Examined, nothing found beyond the above: ')"/>
        <xsl:for-each select="d:examined">
          <xsl:if test="position() &gt; 1"><xsl:value-of select="$semicolon"/></xsl:if>
          <xsl:value-of select="d:label"/>
          <xsl:call-template name="declarer"/>
        </xsl:for-each>
        <xsl:value-of select="$stop"/>
      </r:p>
    </xsl:if>
    <xsl:for-each select="d:complete">
      <r:p>
        <xsl:choose>
          <xsl:when test="@of='sanctions'"><xsl:value-of select="w:say('处理处分记录声明完整', 'The record of sanctions is declared complete')"/></xsl:when>
          <xsl:when test="@of='duty_records'"><xsl:value-of select="w:say('履职台账声明完整', 'The duty log is declared complete')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat(@of, w:say('：声明完整', ': declared complete'))"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="d:period"><xsl:value-of select="concat($comma, d:period)"/></xsl:if>
        <xsl:call-template name="declarer"/>
        <xsl:value-of select="$stop"/>
      </r:p>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="declarer">
    <xsl:if test="d:by or d:on">
      <xsl:value-of select="$open"/>
      <xsl:value-of select="d:by"/>
      <xsl:if test="d:by and d:on"><xsl:value-of select="$comma"/></xsl:if>
      <xsl:value-of select="d:on"/>
      <xsl:value-of select="$close"/>
    </xsl:if>
  </xsl:template>

  <!-- ==== opinions ==== -->

  <xsl:template name="opinions">
    <r:section title="{w:say('认定意见', 'Findings and recommendation')}">
      <xsl:if test="count(d:persons/d:person) &gt; 1"><xsl:call-template name="summary"/></xsl:if>
      <xsl:for-each select="d:persons/d:person">
        <r:section title="{d:name}">
          <xsl:if test="not(d:regimes/d:regime[@rank='governing'])"><r:p><xsl:value-of select="w:say('没有适用的规定。', 'No regulation governs.')"/></r:p></xsl:if>
          <xsl:for-each select="d:regimes/d:regime[@rank='governing' or (@rank='beside' and not(../d:regime[@rank='governing']))]">
            <xsl:call-template name="whole-regime"/>
          </xsl:for-each>
          <xsl:for-each select="d:regimes/d:regime[@rank='beside' and ../d:regime[@rank='governing']]">
            <r:section title="{concat(w:say('并列评估：', 'Assessed beside it: '), d:short_title)}"><xsl:call-template name="brief-regime"/></r:section>
          </xsl:for-each>
          <xsl:for-each select="d:regimes/d:regime[@rank='draft']">
            <r:section title="{concat(w:say('假设性评估：', 'Hypothetical: '), d:short_title)}">
              <r:p><r:mark><xsl:value-of select="w:say('所据文本系草案，尚未施行，不得作为处理依据。', 'The text is a draft, not in force, and no basis for a decision.')"/></r:mark></r:p>
              <xsl:call-template name="brief-regime"/>
            </r:section>
          </xsl:for-each>
          <xsl:if test="d:regimes/d:regime[@rank='not_applicable']">
            <r:p>
              <xsl:value-of select="w:say('不适用的规定：', 'Regulations that do not apply: ')"/>
              <xsl:for-each select="d:regimes/d:regime[@rank='not_applicable']">
                <xsl:if test="position() &gt; 1"><xsl:value-of select="$semicolon"/></xsl:if>
                <xsl:value-of select="concat(d:short_title, $open, d:scope, $close)"/>
              </xsl:for-each>
              <xsl:value-of select="$stop"/>
            </r:p>
          </xsl:if>
        </r:section>
      </xsl:for-each>
    </r:section>
  </xsl:template>

  <xsl:template name="summary">
    <r:table>
      <r:head>
        <r:cell width="14"><xsl:value-of select="w:say('姓名', 'Name')"/></r:cell>
        <r:cell width="40"><xsl:value-of select="w:say('职务', 'Office')"/></r:cell>
        <r:cell width="20"><xsl:value-of select="w:say('结论', 'Outcome')"/></r:cell>
        <r:cell width="26"><xsl:value-of select="w:say('适用的规定', 'Governed by')"/></r:cell>
      </r:head>
      <xsl:for-each select="d:persons/d:person">
        <xsl:variable name="governing" select="d:regimes/d:regime[@rank='governing'][1]"/>
        <r:row>
          <r:cell><xsl:value-of select="d:name"/></r:cell>
          <r:cell><xsl:value-of select="d:office"/></r:cell>
          <r:cell><r:b><xsl:value-of select="$governing/d:outcome/d:label"/></r:b><xsl:if test="not($governing)"><xsl:value-of select="w:say('没有适用的规定', 'nothing governs')"/></xsl:if></r:cell>
          <r:cell><xsl:value-of select="$governing/d:short_title"/></r:cell>
        </r:row>
      </xsl:for-each>
    </r:table>
  </xsl:template>

  <xsl:template name="conclusion">
    <r:p>
      <xsl:value-of select="concat(w:say('依照《', 'Under '), d:title, w:say('》（', ' ('), d:scope, $semicolon, w:say('行为时间：', 'conduct: '), d:conduct)"/>
      <xsl:if test="d:post and count(../../d:post) &gt; 1"><xsl:value-of select="concat($semicolon, w:say('任职：', 'post: '), d:post)"/></xsl:if>
      <xsl:value-of select="w:say('），结论为：', '): ')"/>
      <r:b><xsl:value-of select="d:outcome/d:words"/></r:b>
      <xsl:if test="d:outcome/d:comparison"><xsl:value-of select="concat($semicolon, d:outcome/d:comparison)"/></xsl:if>
      <xsl:value-of select="$stop"/>
      <xsl:value-of select="d:outcome/d:possible"/>
      <xsl:if test="d:outcome/d:reason"><xsl:value-of select="concat(w:say('原因：', ' Reason: '), d:outcome/d:reason, $stop)"/></xsl:if>
      <xsl:if test="@baseline='true'"><xsl:value-of select="w:say('（兜底适用：无地方规定及于该任职。）', ' (Baseline: no local regulation bears on the post.)')"/></xsl:if>
    </r:p>
  </xsl:template>

  <xsl:template name="whole-regime">
    <r:section title="{w:say('结论', 'Outcome')}"><xsl:call-template name="conclusion"/></r:section>
    <xsl:call-template name="warnings"/>
    <xsl:call-template name="part"><xsl:with-param name="part" select="'ground'"/></xsl:call-template>
    <xsl:call-template name="part"><xsl:with-param name="part" select="'heavier'"/></xsl:call-template>
    <xsl:call-template name="part"><xsl:with-param name="part" select="'lighter'"/></xsl:call-template>
    <xsl:call-template name="part"><xsl:with-param name="part" select="'exemption'"/></xsl:call-template>
    <xsl:call-template name="part"><xsl:with-param name="part" select="'path'"/></xsl:call-template>
    <xsl:call-template name="choices"/>
    <xsl:for-each select="d:measures/d:by"><xsl:call-template name="measures"/></xsl:for-each>
    <xsl:for-each select="d:lifetime[@truth!='false']|d:veto[@truth!='false']"><xsl:call-template name="clause"/></xsl:for-each>
    <xsl:call-template name="bans"/>
    <xsl:call-template name="duties"/>
    <xsl:call-template name="provisions"><xsl:with-param name="entries" select="d:referrals/d:referral"/></xsl:call-template>
    <xsl:call-template name="procedure"/>
    <xsl:call-template name="provisions"><xsl:with-param name="entries" select="d:procedure/d:entry[@commends='true' and @truth='true']"/></xsl:call-template>
    <xsl:call-template name="questions"/>
    <xsl:if test="d:rest"><r:p><xsl:value-of select="d:rest"/></r:p></xsl:if>
  </xsl:template>

  <!-- Beside the regulation that governs: the conclusion, what it rests on by name, and what would follow. -->
  <xsl:template name="brief-regime">
    <xsl:call-template name="conclusion"/>
    <xsl:for-each select="d:findings/d:finding[(@show='whole' or @show='choice') and (@part='ground' or @part='heavier' or @part='lighter' or @part='exemption' or @part='path')]">
      <r:item level="1">
        <xsl:value-of select="concat(d:kind, $colon, d:cite)"/>
        <xsl:if test="d:label"><xsl:value-of select="concat(w:say('　', ' '), d:label, d:bound)"/></xsl:if>
        <xsl:value-of select="concat($colon, d:state)"/>
        <xsl:if test="d:marks"><r:mark><xsl:value-of select="d:marks"/></r:mark></xsl:if>
      </r:item>
    </xsl:for-each>
    <xsl:for-each select="d:measures/d:by[@truth='true']">
      <r:item level="1">
        <xsl:value-of select="concat(d:kind, $colon, d:cite, $colon)"/>
        <xsl:for-each select="d:measure"><xsl:if test="position() &gt; 1"><xsl:value-of select="$list"/></xsl:if><xsl:value-of select="concat(d:names, d:availability)"/></xsl:for-each>
      </r:item>
    </xsl:for-each>
    <xsl:for-each select="d:lifetime[@truth='true']|d:veto[@truth='true']">
      <r:item level="1"><xsl:value-of select="concat(d:kind, $colon, d:cite, $colon, d:state)"/></r:item>
    </xsl:for-each>
    <xsl:for-each select="d:warnings/d:warning"><r:item level="1"><r:mark><xsl:value-of select="w:say('提示：', 'Note: ')"/></r:mark><xsl:value-of select="d:words"/></r:item></xsl:for-each>
    <xsl:if test="d:open_questions/d:question">
      <r:p><xsl:value-of select="concat(w:say('待查事项', 'Open questions: '), count(d:open_questions/d:question), w:say('项。', '.'))"/></r:p>
    </xsl:if>
  </xsl:template>

  <!-- ==== findings ==== -->

  <xsl:template name="part">
    <xsl:param name="part"/>
    <xsl:variable name="whole" select="d:findings/d:finding[@part=$part and @show='whole']"/>
    <xsl:variable name="undecided" select="d:findings/d:finding[@part=$part and @show='open']"/>
    <xsl:if test="$whole or $undecided">
      <r:section title="{($whole|$undecided)[1]/d:kind}">
        <xsl:for-each select="$whole"><xsl:call-template name="finding"/></xsl:for-each>
        <xsl:for-each select="$undecided"><xsl:call-template name="finding"/></xsl:for-each>
      </r:section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="choices">
    <xsl:variable name="all" select="d:findings/d:finding[@show='choice' or @show='open_choice']"/>
    <xsl:if test="$all">
      <r:section title="{w:say('由决定机关裁量的事项', 'At the deciding body&#8217;s discretion')}">
        <xsl:for-each select="$all"><xsl:call-template name="finding"/></xsl:for-each>
      </r:section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="finding">
    <r:p>
      <r:b><xsl:value-of select="d:cite"/></r:b>
      <xsl:if test="d:label"><xsl:value-of select="concat(w:say('　', ' '), d:label, d:bound)"/></xsl:if>
      <xsl:value-of select="$colon"/>
      <r:b><xsl:value-of select="d:state"/></r:b>
      <xsl:if test="d:marks"><r:mark><xsl:value-of select="d:marks"/></r:mark></xsl:if>
      <xsl:choose>
        <xsl:when test="d:missing"><xsl:value-of select="concat(d:missing, $stop)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$stop"/></xsl:otherwise>
      </xsl:choose>
    </r:p>
    <xsl:call-template name="law"/>
    <xsl:if test="@show='whole' or @show='choice'"><xsl:call-template name="reasons"/></xsl:if>
    <xsl:if test="d:defeated_by">
      <r:p><xsl:value-of select="concat(w:say('排除依据：', 'Excluded by: '), d:defeated_by, $stop)"/></r:p>
    </xsl:if>
    <xsl:if test="d:offered_by">
      <r:p><xsl:value-of select="concat(w:say('决定机关可以选择适用：', 'The deciding body may apply: '), d:offered_by, $stop)"/></r:p>
    </xsl:if>
    <xsl:if test="d:reaches">
      <r:p><xsl:value-of select="concat(w:say('及于：', 'Reaches: '), d:reaches, $stop)"/></r:p>
    </xsl:if>
  </xsl:template>

  <xsl:template name="law">
    <xsl:for-each select="d:law/d:line"><r:quote><xsl:value-of select="."/></r:quote></xsl:for-each>
  </xsl:template>

  <xsl:template name="reasons">
    <xsl:if test="d:facts/d:fact">
      <r:p>
        <xsl:value-of select="w:say('所依事实：', 'On these facts: ')"/>
        <xsl:for-each select="d:facts/d:fact">
          <xsl:if test="position() &gt; 1"><xsl:value-of select="$semicolon"/></xsl:if>
          <xsl:value-of select="concat(d:label, $colon, d:value)"/>
          <xsl:if test="d:source or d:evidence">
            <xsl:value-of select="$open"/>
            <xsl:value-of select="d:source"/>
            <xsl:if test="d:source and d:evidence"><xsl:value-of select="$comma"/></xsl:if>
            <xsl:call-template name="evidence-numbers"/>
            <xsl:value-of select="$close"/>
          </xsl:if>
        </xsl:for-each>
        <xsl:value-of select="$stop"/>
      </r:p>
    </xsl:if>
  </xsl:template>

  <!-- ==== what follows ==== -->

  <xsl:template name="measures">
    <r:section title="{d:kind}">
      <r:p>
        <r:b><xsl:value-of select="d:cite"/></r:b><xsl:value-of select="$colon"/><r:b><xsl:value-of select="d:state"/></r:b>
        <xsl:value-of select="$stop"/>
        <xsl:if test="d:list"><xsl:value-of select="concat(d:list, $stop)"/></xsl:if>
        <xsl:value-of select="w:say('采取何种方式，由有权机关依规定决定，本建议不作选择。', 'Which measure to take is for the competent body to decide; this recommendation chooses none.')"/>
      </r:p>
      <xsl:call-template name="law"/>
      <xsl:if test="d:measure">
        <r:table>
          <r:head>
            <r:cell width="24"><xsl:value-of select="w:say('方式', 'Measure')"/></r:cell>
            <r:cell width="24"><xsl:value-of select="w:say('决定机关', 'Decided by')"/></r:cell>
            <r:cell width="52"><xsl:value-of select="w:say('限制及影响期', 'What it bars, and how long')"/></r:cell>
          </r:head>
          <xsl:for-each select="d:measure">
            <r:row>
              <r:cell><xsl:value-of select="d:names"/><xsl:if test="d:availability"><r:mark><xsl:value-of select="d:availability"/></r:mark></xsl:if></r:cell>
              <r:cell><xsl:value-of select="d:bodies"/></r:cell>
              <r:cell><xsl:value-of select="d:bars"/></r:cell>
            </r:row>
          </xsl:for-each>
        </r:table>
      </xsl:if>
    </r:section>
  </xsl:template>

  <xsl:template name="clause">
    <r:section title="{d:kind}">
      <r:p>
        <r:b><xsl:value-of select="d:cite"/></r:b><xsl:value-of select="$colon"/><r:b><xsl:value-of select="d:state"/></r:b>
        <xsl:if test="d:route"><xsl:value-of select="concat($semicolon, w:say('去向：', 'now: '), d:route)"/></xsl:if>
        <xsl:if test="d:waits"><xsl:value-of select="concat($semicolon, d:waits)"/></xsl:if>
        <xsl:value-of select="concat(d:missing, $stop)"/>
      </r:p>
      <xsl:call-template name="law"/>
      <xsl:for-each select="d:window"><r:item level="1"><xsl:value-of select="concat(d:steps, $colon, d:days, $stop)"/></r:item></xsl:for-each>
    </r:section>
  </xsl:template>

  <xsl:template name="bans">
    <xsl:if test="d:bans/d:ban">
      <r:section title="{d:bans/d:ban[1]/d:kind}">
        <r:table>
          <r:head>
            <r:cell width="20"><xsl:value-of select="w:say('处理', 'Sanction')"/></r:cell>
            <r:cell width="32"><xsl:value-of select="w:say('限制', 'Bars')"/></r:cell>
            <r:cell width="30"><xsl:value-of select="w:say('期间', 'Time')"/></r:cell>
            <r:cell width="18"><xsl:value-of select="w:say('目前', 'Now')"/></r:cell>
          </r:head>
          <xsl:for-each select="d:bans/d:ban">
            <r:row>
              <r:cell><xsl:value-of select="d:sanction"/></r:cell>
              <r:cell>
                <xsl:choose><xsl:when test="d:steps"><xsl:value-of select="d:steps"/></xsl:when><xsl:otherwise><xsl:value-of select="d:label"/></xsl:otherwise></xsl:choose>
                <xsl:if test="d:by"><xsl:value-of select="concat($open, d:by, $close)"/></xsl:if>
                <xsl:if test="@verify='true'"><r:mark><xsl:value-of select="w:say('〔待核〕', ' [to be verified]')"/></r:mark></xsl:if>
              </r:cell>
              <r:cell><xsl:value-of select="d:days"/></r:cell>
              <r:cell>
                <xsl:value-of select="d:running"/>
                <xsl:if test="d:running and d:reason"><xsl:value-of select="$semicolon"/></xsl:if>
                <xsl:value-of select="d:reason"/>
                <xsl:if test="d:unsettled"><xsl:value-of select="concat($semicolon, d:unsettled)"/></xsl:if>
              </r:cell>
            </r:row>
          </xsl:for-each>
        </r:table>
      </r:section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="duties">
    <xsl:if test="d:shortfalls">
      <r:section title="{d:shortfalls/d:kind}">
        <xsl:for-each select="d:shortfalls/d:shortfall">
          <r:item level="1"><r:b><xsl:value-of select="d:cite"/></r:b><xsl:value-of select="concat(w:say('　', ' '), d:label, d:post, $colon, d:period, $comma, d:done, w:say('，欠缺。', ', short.'))"/></r:item>
        </xsl:for-each>
        <xsl:if test="d:shortfalls/d:rest"><r:p><xsl:value-of select="concat(d:shortfalls/d:rest, $stop)"/></r:p></xsl:if>
      </r:section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="provisions">
    <xsl:param name="entries"/>
    <xsl:if test="$entries">
      <r:section title="{$entries[1]/d:kind}">
        <xsl:for-each select="$entries"><xsl:call-template name="provision"/></xsl:for-each>
      </r:section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="provision">
    <r:item level="1">
      <r:b><xsl:value-of select="d:cite"/></r:b>
      <xsl:if test="d:label"><xsl:value-of select="concat($colon, d:label)"/></xsl:if>
      <xsl:if test="d:who"><xsl:value-of select="concat($open, d:who, $close)"/></xsl:if>
      <xsl:if test="@truth='unknown'"><r:mark><xsl:value-of select="w:say('〔尚不能确定〕', ' [not settled]')"/></r:mark></xsl:if>
      <xsl:value-of select="$stop"/>
    </r:item>
  </xsl:template>

  <xsl:template name="procedure">
    <xsl:variable name="own" select="d:procedure/d:entry[@commends='false' and @general='false' and @truth!='false']"/>
    <xsl:variable name="general" select="d:procedure/d:entry[@commends='false' and @general='true']"/>
    <xsl:if test="$own or $general">
      <r:section title="{($own|$general)[1]/d:kind}">
        <xsl:for-each select="$own"><xsl:call-template name="provision"/></xsl:for-each>
        <xsl:if test="$general">
          <r:p>
            <xsl:value-of select="w:say('一般要求（不以本案事实为条件）：', 'In any case, whatever the facts: ')"/>
            <xsl:value-of select="d:procedure/d:general"/>
            <xsl:value-of select="$stop"/>
          </r:p>
        </xsl:if>
      </r:section>
    </xsl:if>
  </xsl:template>

  <!-- ==== what is open ==== -->

  <xsl:template name="questions">
    <xsl:if test="d:open_questions/d:question">
      <r:section title="{w:say('待查事项', 'Open questions')}">
        <xsl:for-each select="d:open_questions/d:question[@bears='true']">
          <r:item level="1">
            <xsl:value-of select="d:words"/>
            <xsl:if test="d:proof"><xsl:value-of select="concat(w:say('可凭：', ' Proved by: '), d:proof)"/></xsl:if>
            <xsl:if test="d:proof and d:effects"><xsl:value-of select="$semicolon"/></xsl:if>
            <xsl:value-of select="d:effects"/>
            <xsl:if test="d:proof or d:effects"><xsl:value-of select="$stop"/></xsl:if>
          </r:item>
        </xsl:for-each>
        <xsl:variable name="others" select="count(d:open_questions/d:question[@bears='false'])"/>
        <xsl:if test="$others &gt; 0">
          <r:p><xsl:value-of select="concat(w:say('另有', 'Further, without bearing on accountability: '), $others, w:say('项与本人责任无关。', '.'))"/></r:p>
        </xsl:if>
      </r:section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="warnings">
    <xsl:if test="d:warnings/d:warning">
      <r:section title="{w:say('提示', 'Note')}">
        <xsl:for-each select="d:warnings/d:warning">
          <r:item level="1"><xsl:value-of select="d:words"/><xsl:if test="d:cite"><xsl:value-of select="concat($open, d:cite, $close)"/></xsl:if></r:item>
        </xsl:for-each>
      </r:section>
    </xsl:if>
  </xsl:template>

  <!-- ==== readings ==== -->

  <xsl:key name="reading" match="d:finding[@truth!='false' or @condition='true']/d:reading" use="@id"/>

  <xsl:template name="readings">
    <xsl:variable name="first" select="d:persons/d:person/d:regimes/d:regime/d:findings/d:finding/d:reading[generate-id()=generate-id(key('reading', @id)[1])]"/>
    <xsl:if test="$first">
      <r:section title="{w:say('所取读法', 'Readings chosen')}">
        <xsl:for-each select="$first">
          <r:item level="1">
            <r:b><xsl:value-of select="concat(../../../d:short_title, w:say('', ', '), ../d:cite)"/></r:b>
            <xsl:value-of select="concat($colon, d:chosen, $stop)"/>
            <xsl:if test="@presumption='true'"><r:mark><xsl:value-of select="w:say('〔推定〕', ' [presumed]')"/></r:mark></xsl:if>
            <xsl:if test="d:alternative">
              <xsl:value-of select="concat(w:say('另一读法：', ' Otherwise: '), d:alternative, $stop)"/>
              <xsl:if test="@changes='true'"><r:mark><xsl:value-of select="concat(w:say('〔照此读法：', ' [read so: '), d:then, w:say('〕', ']'))"/></r:mark></xsl:if>
            </xsl:if>
            <r:mark><xsl:value-of select="concat($open, @id, $close)"/></r:mark>
          </r:item>
        </xsl:for-each>
      </r:section>
    </xsl:if>
  </xsl:template>

  <!-- ==== end ==== -->

  <xsl:template name="signatures">
    <r:sign label="{w:say('承办单位', 'Office')}"/>
    <r:sign label="{w:say('承办人', 'Prepared by')}"/>
    <r:sign label="{w:say('审核人', 'Reviewed by')}"/>
    <r:sign label="{w:say('日期', 'Date')}"/>
  </xsl:template>

  <xsl:template name="annexes">
    <xsl:if test="d:case/d:evidence_list/d:evidence">
      <r:section annex="1" title="{w:say('证据目录', 'Evidence')}">
        <r:table>
          <r:head>
            <r:cell width="10"><xsl:value-of select="w:say('序号', 'No.')"/></r:cell>
            <r:cell width="46"><xsl:value-of select="w:say('名称', 'Title')"/></r:cell>
            <r:cell width="24"><xsl:value-of select="w:say('文号', 'Document no.')"/></r:cell>
            <r:cell width="20"><xsl:value-of select="w:say('日期', 'Date')"/></r:cell>
          </r:head>
          <xsl:for-each select="d:case/d:evidence_list/d:evidence">
            <r:row>
              <r:cell><xsl:value-of select="@number"/></r:cell>
              <r:cell><xsl:value-of select="d:title"/></r:cell>
              <r:cell><xsl:value-of select="d:document_no"/></r:cell>
              <r:cell><xsl:value-of select="d:date"/></r:cell>
            </r:row>
          </xsl:for-each>
        </r:table>
      </r:section>
    </xsl:if>
    <xsl:if test="d:to_verify/d:norm">
      <r:section annex="1" title="{w:say('待核规范', 'Norms to be verified')}">
        <r:p><xsl:value-of select="w:say('下列规范系凭一般知识写入，尚未核对原文，引用前应当核对。', 'These norms were written down from general knowledge; compare them with their texts before relying on them.')"/></r:p>
        <r:table>
          <r:head>
            <r:cell width="10"><xsl:value-of select="w:say('序号', 'No.')"/></r:cell>
            <r:cell width="40"><xsl:value-of select="w:say('规范', 'Norm')"/></r:cell>
            <r:cell width="50"><xsl:value-of select="w:say('内容', 'What it says')"/></r:cell>
          </r:head>
          <xsl:for-each select="d:to_verify/d:norm">
            <r:row>
              <r:cell><xsl:value-of select="position()"/></r:cell>
              <r:cell><xsl:value-of select="d:cite"/></r:cell>
              <r:cell><xsl:value-of select="d:text"/></r:cell>
            </r:row>
          </xsl:for-each>
        </r:table>
      </r:section>
    </xsl:if>
    <xsl:call-template name="proofs"/>
    <r:section annex="1" title="{w:say('来源', 'Provenance')}">
      <r:p><xsl:value-of select="concat(w:say('本建议由 wenze ', 'Made by wenze '), @engine, w:say(' 依据下列文件生成；同样的文件得出同样的结果。', ' from the files below; the same files give the same result.'))"/></r:p>
      <r:table>
        <r:head>
          <r:cell width="30"><xsl:value-of select="w:say('文件', 'File')"/></r:cell>
          <r:cell width="70">SHA-256</r:cell>
        </r:head>
        <xsl:for-each select="d:provenance/d:file">
          <r:row>
            <r:cell>
              <xsl:choose>
                <xsl:when test="@role='case'"><xsl:value-of select="w:say('案件', 'case')"/></xsl:when>
                <xsl:when test="@role='vocabulary'"><xsl:value-of select="w:say('词汇', 'vocabulary')"/></xsl:when>
                <xsl:when test="@role='frame'"><xsl:value-of select="w:say('框架', 'frame')"/></xsl:when>
                <xsl:when test="@role='rulebook'"><xsl:value-of select="w:say('规则', 'rules')"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="w:say('条文', 'text of the law')"/></xsl:otherwise>
              </xsl:choose>
              <xsl:if test="@id"><xsl:value-of select="concat(' ', @id)"/></xsl:if>
            </r:cell>
            <r:cell><r:hash><xsl:value-of select="@sha256"/></r:hash></r:cell>
          </r:row>
        </xsl:for-each>
        <xsl:if test="d:provenance/@audit_head">
          <r:row>
            <r:cell><xsl:value-of select="w:say('审计日志末端', 'end of the audit log')"/></r:cell>
            <r:cell><r:hash><xsl:value-of select="d:provenance/@audit_head"/></r:hash></r:cell>
          </r:row>
        </xsl:if>
      </r:table>
    </r:section>
  </xsl:template>

  <!-- ==== proofs ==== -->

  <xsl:template name="proofs">
    <xsl:if test="d:persons/d:person/d:proof/h:div">
      <r:section annex="1" title="{w:say('推理过程', 'Derivation')}">
        <r:p><xsl:value-of select="w:say('从结论到事实，逐层写出：规则、条文、条件各部分的值，以及事实的查证情况和证据。', 'From the conclusion down to the facts: rule, words, the value of each part of the condition, standing and evidence.')"/></r:p>
        <xsl:for-each select="d:persons/d:person[d:proof/h:div]">
          <r:section title="{d:name}">
            <xsl:apply-templates select="d:proof/h:div" mode="proof"/>
            <xsl:apply-templates select="d:proof/d:picture|d:proof/d:bitmap"/>
          </r:section>
        </xsl:for-each>
      </r:section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="h:li" mode="proof">
    <r:item level="{count(ancestor::h:li) + 1}" tree="1">
      <xsl:apply-templates select="h:span[@class='wz-head']|h:details/h:summary/h:span[@class='wz-head']" mode="proof-words"/>
    </r:item>
    <xsl:apply-templates select="h:details/*|h:blockquote|h:ul|h:p" mode="proof"/>
  </xsl:template>
  <xsl:template match="h:blockquote" mode="proof">
    <xsl:variable name="level" select="count(ancestor::h:li)"/>
    <xsl:for-each select="h:p"><r:item level="{$level + 1}" tree="1"><r:mark><xsl:value-of select="."/></r:mark></r:item></xsl:for-each>
  </xsl:template>
  <xsl:template match="h:p" mode="proof">
    <r:item level="{count(ancestor::h:li) + 1}" tree="1"><xsl:value-of select="."/></r:item>
  </xsl:template>
  <xsl:template match="h:summary|h:p[not(ancestor::h:li)]" mode="proof"/>
  <xsl:template match="*" mode="proof"><xsl:apply-templates select="*" mode="proof"/></xsl:template>
  <xsl:template match="h:strong" mode="proof-words"><r:b><xsl:value-of select="."/></r:b></xsl:template>
  <xsl:template match="h:a" mode="proof-words"><r:mark><xsl:value-of select="concat('（', ., '）')"/></r:mark></xsl:template>
  <xsl:template match="d:bitmap"><r:bitmap label="{concat(w:say('推理图', 'Picture of the derivation'), $colon, ../../d:name)}"><xsl:copy-of select="@*"/><xsl:value-of select="."/></r:bitmap></xsl:template>
  <xsl:template match="d:picture"><r:picture><xsl:copy-of select="*"/></r:picture></xsl:template>
</xsl:stylesheet>
