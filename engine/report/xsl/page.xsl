<?xml version="1.0" encoding="UTF-8"?>
<!-- The page form of an assessment: one <article>, no script, no style. Its classes and ids are a contract with the page
     that holds it (docs/formats.md, "The page"). Headings begin at h2. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:d="urn:wenze:document:1" xmlns:w="urn:wenze:stylesheet:1" exclude-result-prefixes="d w">
  <xsl:include href="common.xsl"/>
  <xsl:output method="xml" omit-xml-declaration="yes" encoding="UTF-8" indent="no"/>

  <xsl:variable name="facts-word" select="w:say('所依事实', 'On these facts')"/>
  <xsl:variable name="fact-word" select="w:say('事实', 'Fact')"/>
  <xsl:variable name="value-word" select="w:say('认定', 'Value')"/>
  <xsl:variable name="source-word" select="w:say('依据', 'Source')"/>
  <xsl:variable name="evidence-word" select="w:say('证据', 'Evidence')"/>
  <xsl:variable name="open-word" select="w:say('尚不能确定', 'not settled')"/>

  <xsl:template match="/d:document">
    <article class="wz-assessment" lang="{@lang}">
      <header class="wz-head">
        <p class="wz-as-of"><xsl:value-of select="w:say('截至', 'As of ')"/><xsl:value-of select="d:as_of"/></p>
        <p class="wz-recommendation"><xsl:value-of select="w:say('本页为按规定作出的建议，供有权机关研究，不是处理决定。', 'A recommendation from the provisions, for the competent body to consider; not a decision.')"/></p>
        <xsl:if test="d:rests_on"><p class="wz-rests-on" role="note"><xsl:value-of select="d:rests_on"/></p></xsl:if>
      </header>
      <xsl:if test="count(d:persons/d:person) &gt; 1"><xsl:call-template name="summary"/></xsl:if>
      <xsl:apply-templates select="d:contradictions[d:contradiction]|d:allegations[d:allegation]"/>
      <xsl:apply-templates select="d:persons/d:person"/>
    </article>
  </xsl:template>

  <!-- ==== in front ==== -->

  <xsl:template name="summary">
    <section class="wz-summary" aria-labelledby="wz-summary">
      <h2 id="wz-summary"><xsl:value-of select="w:say('人员一览', 'Persons')"/></h2>
      <table>
        <thead><tr>
          <th scope="col"><xsl:value-of select="w:say('姓名', 'Name')"/></th>
          <th scope="col"><xsl:value-of select="w:say('职务', 'Office')"/></th>
          <th scope="col"><xsl:value-of select="w:say('结论', 'Outcome')"/></th>
          <th scope="col"><xsl:value-of select="w:say('适用的规定', 'Governing regulation')"/></th>
        </tr></thead>
        <tbody>
          <xsl:for-each select="d:persons/d:person">
            <xsl:variable name="governing" select="d:regimes/d:regime[@rank='governing'][1]"/>
            <tr>
              <th scope="row"><a href="#person-{@id}"><xsl:value-of select="d:name"/></a></th>
              <td><xsl:value-of select="d:office"/></td>
              <td>
                <xsl:choose>
                  <xsl:when test="$governing">
                    <span class="wz-outcome wz-{$governing/d:outcome/@value}"><xsl:value-of select="$governing/d:outcome/d:label"/></span>
                  </xsl:when>
                  <xsl:otherwise><xsl:value-of select="w:say('没有适用的规定', 'nothing governs')"/></xsl:otherwise>
                </xsl:choose>
              </td>
              <td><xsl:value-of select="$governing/d:short_title"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </section>
  </xsl:template>

  <xsl:template match="d:contradictions">
    <section class="wz-contradictions" aria-labelledby="wz-contradictions">
      <h2 id="wz-contradictions"><xsl:value-of select="w:say('相互矛盾的事实（按不明处理）', 'Contradictory facts (read as unknown)')"/></h2>
      <ul>
        <xsl:for-each select="d:contradiction">
          <li>
            <xsl:value-of select="concat(d:holder, $colon, d:words)"/>
            <ul><xsl:for-each select="d:stated"><li><xsl:value-of select="."/></li></xsl:for-each></ul>
          </li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>

  <xsl:template match="d:allegations">
    <section class="wz-allegations" aria-labelledby="wz-allegations">
      <h2 id="wz-allegations"><xsl:value-of select="w:say('尚未查实的事实（按不明处理）', 'Facts not established (read as unknown)')"/></h2>
      <ul>
        <xsl:for-each select="d:allegation"><li><xsl:value-of select="concat(d:holder, $colon, d:words)"/></li></xsl:for-each>
      </ul>
    </section>
  </xsl:template>

  <!-- ==== a person ==== -->

  <xsl:template match="d:person">
    <section class="wz-person" id="person-{@id}" aria-labelledby="name-{@id}">
      <h2 id="name-{@id}"><xsl:value-of select="d:name"/></h2>
      <ul class="wz-posts">
        <xsl:for-each select="d:post"><li id="post-{@id}"><xsl:value-of select="d:words"/></li></xsl:for-each>
      </ul>
      <xsl:apply-templates select="d:regimes/d:regime[@rank='governing']"/>
      <xsl:apply-templates select="d:regimes/d:regime[@rank='beside']"/>
      <xsl:if test="d:regimes/d:regime[@rank='draft']">
        <p class="wz-hypothetical" role="note"><xsl:value-of select="w:say('以下为假设性评估：所列文本系草案，尚未施行，不得作为处理依据。', 'What follows is hypothetical: these texts are drafts, not in force, and no basis for a decision.')"/></p>
        <xsl:apply-templates select="d:regimes/d:regime[@rank='draft']"/>
      </xsl:if>
      <xsl:if test="d:regimes/d:regime[@rank='not_applicable']">
        <h3><xsl:value-of select="w:say('不适用的规定', 'Regulations that do not apply')"/></h3>
        <ul class="wz-not-applicable">
          <xsl:for-each select="d:regimes/d:regime[@rank='not_applicable']">
            <li><xsl:value-of select="concat(d:short_title, $colon, d:scope)"/></li>
          </xsl:for-each>
        </ul>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- ==== a regulation ==== -->

  <xsl:template match="d:regime">
    <xsl:variable name="id" select="concat(../../@id, '-', @regime)"/>
    <section class="wz-regime wz-{@rank}" id="regime-{$id}" data-regime="{@regime}" aria-labelledby="title-{$id}">
      <h3 id="title-{$id}">
        <xsl:value-of select="d:short_title"/><xsl:text> </xsl:text>
        <span class="wz-tag">
          <xsl:choose>
            <xsl:when test="@rank='governing'"><xsl:value-of select="w:say('适用的规定', 'governs')"/></xsl:when>
            <xsl:when test="@rank='draft'"><xsl:value-of select="w:say('假设性', 'hypothetical')"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="w:say('并列评估', 'assessed beside it')"/></xsl:otherwise>
          </xsl:choose>
        </span>
        <xsl:if test="@baseline='true'">
          <xsl:text> </xsl:text><span class="wz-tag"><xsl:value-of select="w:say('兜底适用', 'baseline')"/></span>
        </xsl:if>
      </h3>
      <xsl:apply-templates select="d:outcome"/>
      <p class="wz-scope">
        <xsl:value-of select="concat(d:scope, $semicolon, w:say('行为时间：', 'conduct: '), d:conduct)"/>
        <xsl:if test="d:post and count(../../d:post) &gt; 1"><xsl:value-of select="concat($semicolon, w:say('任职：', 'post: '), d:post)"/></xsl:if>
      </p>
      <xsl:choose>
        <xsl:when test="@rank='governing' or not(../d:regime[@rank='governing'])"><xsl:call-template name="layers"/></xsl:when>
        <xsl:otherwise>
          <details class="wz-more">
            <summary><xsl:value-of select="w:say('逐项结果', 'Item by item')"/></summary>
            <xsl:call-template name="layers"/>
          </details>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="d:outcome">
    <p class="wz-outcome wz-{@value}">
      <strong><xsl:value-of select="d:words"/></strong>
      <xsl:if test="d:comparison"><xsl:value-of select="concat($semicolon, d:comparison)"/></xsl:if>
      <xsl:value-of select="$stop"/>
      <xsl:value-of select="d:possible"/>
      <xsl:if test="d:reason"><xsl:value-of select="concat(w:say('原因：', ' Reason: '), d:reason, $stop)"/></xsl:if>
    </p>
  </xsl:template>

  <xsl:template name="layers">
    <xsl:variable name="shown" select="d:findings/d:finding[@show='whole' or @show='open']"/>
    <xsl:apply-templates select="d:warnings[d:warning]"/>
    <xsl:call-template name="layer"><xsl:with-param name="of" select="$shown[@part='ground']"/></xsl:call-template>
    <xsl:call-template name="layer"><xsl:with-param name="of" select="$shown[@part='heavier']"/></xsl:call-template>
    <xsl:call-template name="layer"><xsl:with-param name="of" select="$shown[@part='lighter']"/></xsl:call-template>
    <xsl:call-template name="layer"><xsl:with-param name="of" select="$shown[@part='exemption']"/></xsl:call-template>
    <xsl:call-template name="layer"><xsl:with-param name="of" select="$shown[@part='path']"/></xsl:call-template>
    <xsl:call-template name="choices"/>
    <xsl:apply-templates select="d:measures/d:by"/>
    <xsl:apply-templates select="d:lifetime[@truth!='false']|d:veto[@truth!='false']"/>
    <xsl:call-template name="provisions"><xsl:with-param name="class" select="'wz-referrals'"/><xsl:with-param name="entries" select="d:referrals/d:referral"/></xsl:call-template>
    <xsl:apply-templates select="d:bans[d:ban]"/>
    <xsl:apply-templates select="d:shortfalls"/>
    <xsl:call-template name="provisions"><xsl:with-param name="class" select="'wz-procedure'"/><xsl:with-param name="entries" select="d:procedure/d:entry[@general='false' and @commends='false' and @truth!='false']"/></xsl:call-template>
    <xsl:call-template name="provisions"><xsl:with-param name="class" select="'wz-commendation'"/><xsl:with-param name="entries" select="d:procedure/d:entry[@commends='true' and @truth='true']"/></xsl:call-template>
    <xsl:call-template name="general"/>
    <xsl:apply-templates select="d:open_questions[d:question]"/>
    <xsl:call-template name="rest"/>
  </xsl:template>

  <!-- ==== findings ==== -->

  <xsl:template name="layer">
    <xsl:param name="of"/>
    <xsl:if test="$of">
      <section class="wz-layer wz-{$of[1]/@part}">
        <h4><xsl:value-of select="$of[1]/d:kind"/></h4>
        <ul class="wz-findings">
          <xsl:apply-templates select="$of[@show='whole']"/>
          <xsl:apply-templates select="$of[@show='open']"/>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="choices">
    <xsl:variable name="all" select="d:findings/d:finding[@show='choice' or @show='open_choice']"/>
    <xsl:if test="$all">
      <section class="wz-layer wz-choices">
        <h4><xsl:value-of select="w:say('由决定机关裁量', 'At the deciding body&#8217;s discretion')"/></h4>
        <ul class="wz-findings"><xsl:apply-templates select="$all"/></ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="d:finding">
    <li class="wz-finding wz-{@truth}" id="finding-{ancestor::d:person/@id}-{ancestor::d:regime/@regime}-{@number}" data-rule="{@rule}">
      <p>
        <span class="wz-cite"><xsl:value-of select="d:cite"/></span><xsl:text> </xsl:text>
        <xsl:if test="d:label"><span class="wz-label"><xsl:value-of select="concat(d:label, d:bound)"/></span><xsl:text> </xsl:text></xsl:if>
        <span class="wz-state wz-{@truth}"><xsl:value-of select="d:state"/></span>
        <xsl:if test="d:marks"><span class="wz-marks"><xsl:value-of select="d:marks"/></span></xsl:if>
        <xsl:if test="d:missing"><span class="wz-missing"><xsl:value-of select="d:missing"/></span></xsl:if>
      </p>
      <xsl:apply-templates select="d:law"/>
      <xsl:call-template name="reference"><xsl:with-param name="node" select="d:defeated_by"/><xsl:with-param name="zh-text" select="'排除依据：'"/><xsl:with-param name="en-text" select="'Excluded by: '"/></xsl:call-template>
      <xsl:call-template name="reference"><xsl:with-param name="node" select="d:offered_by"/><xsl:with-param name="zh-text" select="'决定机关可以选择适用：'"/><xsl:with-param name="en-text" select="'The deciding body may apply: '"/></xsl:call-template>
      <xsl:call-template name="reference"><xsl:with-param name="node" select="d:reaches"/><xsl:with-param name="zh-text" select="'及于：'"/><xsl:with-param name="en-text" select="'Reaches: '"/></xsl:call-template>
      <xsl:if test="d:facts/d:fact or d:reading">
        <details class="wz-reasons">
          <summary><xsl:value-of select="w:say('理由', 'Reasons')"/></summary>
          <xsl:apply-templates select="d:facts[d:fact]"/>
          <xsl:apply-templates select="d:reading"/>
        </details>
      </xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="d:law">
    <blockquote class="wz-law"><xsl:for-each select="d:line"><p><xsl:value-of select="."/></p></xsl:for-each></blockquote>
  </xsl:template>

  <xsl:template name="reference">
    <xsl:param name="node"/><xsl:param name="zh-text"/><xsl:param name="en-text"/>
    <xsl:if test="$node"><p class="wz-reference"><xsl:value-of select="concat(w:say($zh-text, $en-text), $node)"/></p></xsl:if>
  </xsl:template>

  <xsl:template match="d:facts">
    <table class="wz-facts">
      <thead><tr>
        <th scope="col"><xsl:value-of select="$fact-word"/></th>
        <th scope="col"><xsl:value-of select="$value-word"/></th>
        <th scope="col"><xsl:value-of select="$source-word"/></th>
        <th scope="col"><xsl:value-of select="$evidence-word"/></th>
      </tr></thead>
      <tbody>
        <xsl:for-each select="d:fact">
          <tr class="wz-fact wz-{@standing}" data-fact="{@id}" data-attribute="{@attribute}" data-of="{@of}">
            <th scope="row"><xsl:value-of select="d:label"/></th>
            <td><xsl:value-of select="d:value"/></td>
            <td><xsl:value-of select="d:source"/></td>
            <td>
              <xsl:for-each select="d:evidence">
                <xsl:if test="position() &gt; 1"><xsl:value-of select="$list"/></xsl:if>
                <xsl:value-of select="key('evidence', @ref)/d:title"/>
              </xsl:for-each>
            </td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:template>
  <xsl:key name="evidence" match="d:evidence_list/d:evidence" use="@id"/>

  <xsl:template match="d:reading">
    <p class="wz-reading">
      <xsl:value-of select="concat(@id, $colon, w:say('采用的读法：', 'read as: '), d:chosen)"/>
      <xsl:if test="d:alternative">
        <xsl:value-of select="concat(w:say('；若采另一读法：', '; on the other reading: '), d:alternative)"/>
        <xsl:if test="d:then"><xsl:value-of select="concat(w:say('，则', ': '), d:then)"/></xsl:if>
      </xsl:if>
    </p>
  </xsl:template>

  <!-- ==== what follows ==== -->

  <xsl:template match="d:measures/d:by">
    <section class="wz-layer wz-measures wz-{@truth}">
      <h4><xsl:value-of select="d:kind"/></h4>
      <p>
        <span class="wz-cite"><xsl:value-of select="d:cite"/></span><xsl:text> </xsl:text>
        <span class="wz-state wz-{@truth}"><xsl:value-of select="d:state"/></span>
        <xsl:if test="d:list"><xsl:text> </xsl:text><span class="wz-marks"><xsl:value-of select="d:list"/></span></xsl:if>
      </p>
      <xsl:apply-templates select="d:law"/>
      <table class="wz-measure-table">
        <thead><tr>
          <th scope="col"><xsl:value-of select="w:say('方式', 'Measure')"/></th>
          <th scope="col"><xsl:value-of select="w:say('决定机关', 'Decided by')"/></th>
          <th scope="col"><xsl:value-of select="w:say('限制及影响期', 'What it bars, and how long')"/></th>
        </tr></thead>
        <tbody>
          <xsl:for-each select="d:measure">
            <tr class="wz-measure wz-available-{@available}" data-measure="{@measure}">
              <th scope="row">
                <xsl:value-of select="d:names"/>
                <xsl:if test="d:availability"><xsl:text> </xsl:text><span class="wz-marks"><xsl:value-of select="d:availability"/></span></xsl:if>
              </th>
              <td><xsl:value-of select="d:bodies"/></td>
              <td><xsl:value-of select="d:bars"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </section>
  </xsl:template>

  <xsl:template match="d:lifetime|d:veto">
    <section class="wz-layer wz-{local-name()}">
      <h4><xsl:value-of select="d:kind"/></h4>
      <p>
        <span class="wz-cite"><xsl:value-of select="d:cite"/></span><xsl:text> </xsl:text>
        <span class="wz-state wz-{@truth}"><xsl:value-of select="d:state"/></span>
        <xsl:if test="d:route"><xsl:value-of select="concat($semicolon, w:say('去向：', 'now: '), d:route)"/></xsl:if>
        <xsl:if test="d:waits"><xsl:value-of select="concat($semicolon, d:waits)"/></xsl:if>
        <xsl:if test="d:missing"><span class="wz-missing"><xsl:value-of select="d:missing"/></span></xsl:if>
      </p>
      <xsl:apply-templates select="d:law"/>
      <xsl:if test="d:window">
        <ul><xsl:for-each select="d:window"><li class="wz-window"><xsl:value-of select="concat(d:steps, $colon, d:days)"/></li></xsl:for-each></ul>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:template name="provisions">
    <xsl:param name="class"/><xsl:param name="entries"/>
    <xsl:if test="$entries">
      <section class="wz-layer {$class}">
        <h4><xsl:value-of select="$entries[1]/d:kind"/></h4>
        <ul><xsl:for-each select="$entries">
          <li class="wz-{@truth}" data-rule="{@rule}">
            <span class="wz-cite"><xsl:value-of select="d:cite"/></span><xsl:text> </xsl:text><xsl:value-of select="d:label"/>
            <xsl:if test="d:who"><xsl:value-of select="concat($open, d:who, $close)"/></xsl:if>
            <xsl:if test="@truth='unknown'"><xsl:text> </xsl:text><span class="wz-state wz-unknown"><xsl:value-of select="$open-word"/></span></xsl:if>
          </li>
        </xsl:for-each></ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="general">
    <xsl:variable name="entries" select="d:procedure/d:entry[@general='true' and @commends='false']"/>
    <xsl:if test="$entries">
      <details class="wz-layer wz-general">
        <summary><xsl:value-of select="w:say('一般要求（不以本案事实为条件）', 'In any case, whatever the facts')"/></summary>
        <ul><xsl:for-each select="$entries"><li data-rule="{@rule}"><span class="wz-cite"><xsl:value-of select="d:cite"/></span><xsl:text> </xsl:text><xsl:value-of select="d:label"/></li></xsl:for-each></ul>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template match="d:bans">
    <section class="wz-layer wz-bans">
      <h4><xsl:value-of select="d:ban[1]/d:kind"/></h4>
      <table class="wz-ban-table">
        <thead><tr>
          <th scope="col"><xsl:value-of select="w:say('处理', 'Sanction')"/></th>
          <th scope="col"><xsl:value-of select="w:say('限制', 'Bars')"/></th>
          <th scope="col"><xsl:value-of select="w:say('期间', 'Time')"/></th>
          <th scope="col"><xsl:value-of select="w:say('目前', 'Now')"/></th>
        </tr></thead>
        <tbody><xsl:for-each select="d:ban">
          <tr class="wz-ban wz-running-{@running}" data-rule="{@rule}">
            <th scope="row"><xsl:value-of select="d:sanction"/></th>
            <td>
              <xsl:choose>
                <xsl:when test="d:steps"><xsl:value-of select="d:steps"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="d:label"/></xsl:otherwise>
              </xsl:choose>
              <xsl:if test="d:by"><xsl:value-of select="concat($open, d:by, $close)"/></xsl:if>
              <xsl:if test="@verify='true'"><span class="wz-marks"><xsl:value-of select="w:say('〔待核〕', ' [to be verified]')"/></span></xsl:if>
            </td>
            <td><xsl:value-of select="d:days"/></td>
            <td><xsl:value-of select="d:running"/><xsl:if test="d:reason"><xsl:value-of select="concat(' ', d:reason)"/></xsl:if><xsl:if test="d:unsettled"><xsl:value-of select="concat(' ', d:unsettled)"/></xsl:if></td>
          </tr>
        </xsl:for-each></tbody>
      </table>
    </section>
  </xsl:template>

  <xsl:template match="d:shortfalls">
    <section class="wz-layer wz-duties">
      <h4><xsl:value-of select="d:kind"/></h4>
      <ul>
        <xsl:for-each select="d:shortfall">
          <li class="wz-shortfall" data-rule="{@rule}">
            <span class="wz-cite"><xsl:value-of select="d:cite"/></span><xsl:text> </xsl:text>
            <xsl:value-of select="concat(d:label, d:post, $colon, d:period, $comma, d:done)"/>
          </li>
        </xsl:for-each>
        <xsl:if test="d:rest"><li class="wz-rest"><xsl:value-of select="d:rest"/></li></xsl:if>
      </ul>
    </section>
  </xsl:template>

  <!-- ==== what is open ==== -->

  <xsl:template match="d:open_questions">
    <section class="wz-layer wz-questions">
      <h4><xsl:value-of select="w:say('待查事项（影响大的在前）', 'Open questions (most decisive first)')"/></h4>
      <ol>
        <xsl:for-each select="d:question">
          <li class="wz-question" data-attribute="{@fact}" data-of="{@of}">
            <xsl:value-of select="d:words"/>
            <xsl:if test="d:proof or d:effects">
              <p class="wz-proof">
                <xsl:if test="d:proof"><xsl:value-of select="concat(w:say('可凭：', 'Proved by: '), d:proof)"/></xsl:if>
                <xsl:if test="d:proof and d:effects"><xsl:value-of select="$semicolon"/></xsl:if>
                <xsl:value-of select="d:effects"/>
              </p>
            </xsl:if>
          </li>
        </xsl:for-each>
      </ol>
    </section>
  </xsl:template>

  <xsl:template match="d:warnings">
    <section class="wz-layer wz-warnings">
      <h4><xsl:value-of select="w:say('提示', 'Note')"/></h4>
      <ul><xsl:for-each select="d:warning">
        <li data-warning="{@id}"><xsl:value-of select="d:words"/><xsl:if test="d:cite"><xsl:value-of select="concat($open, d:cite, $close)"/></xsl:if></li>
      </xsl:for-each></ul>
    </section>
  </xsl:template>

  <xsl:template name="rest">
    <xsl:if test="d:rest">
      <details class="wz-layer wz-not-met">
        <summary><xsl:value-of select="d:rest"/></summary>
        <ul><xsl:for-each select="d:findings/d:finding[@show='not_met']">
          <li data-rule="{@rule}"><span class="wz-cite"><xsl:value-of select="d:cite"/></span><xsl:text> </xsl:text><xsl:value-of select="d:label"/></li>
        </xsl:for-each></ul>
      </details>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
