<?xml version="1.0" encoding="UTF-8"?>
<!-- The report for a word processor, in the flat form of a package (pkg:package), which wenze makes a ZIP archive. Laid out
     after GB/T 9704 like html.xsl: real headings, tables with a head that is repeated, page numbers outside on odd and
     even pages, the official faces by name with others to stand in for them (fontTable). Lengths are twentieths of a
     point. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
    xmlns:r="urn:wenze:outline:1" xmlns:d="urn:wenze:document:1" xmlns:f="urn:wenze:stylesheet:1"
    xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="r d f exsl">
  <xsl:include href="report.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:variable name="text-width" select="8844"/>
  <xsl:variable name="office" select="'http://schemas.openxmlformats.org/officeDocument/2006/relationships'"/>
  <xsl:variable name="word-type" select="'application/vnd.openxmlformats-officedocument.wordprocessingml.'"/>
  <xsl:variable name="latin" select="'Times New Roman'"/>

  <xsl:template match="/d:document">
    <xsl:variable name="tree"><xsl:call-template name="outline"/></xsl:variable>
    <xsl:variable name="outline" select="exsl:node-set($tree)"/>
    <pkg:package>
      <pkg:part pkg:name="/_rels/.rels" pkg:contentType="application/vnd.openxmlformats-package.relationships+xml">
        <pkg:xmlData>
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{$office}/officeDocument" Target="word/document.xml"/>
            <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
          </Relationships>
        </pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/word/_rels/document.xml.rels" pkg:contentType="application/vnd.openxmlformats-package.relationships+xml">
        <pkg:xmlData>
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{$office}/styles" Target="styles.xml"/>
            <Relationship Id="rId2" Type="{$office}/settings" Target="settings.xml"/>
            <Relationship Id="rId3" Type="{$office}/fontTable" Target="fontTable.xml"/>
            <Relationship Id="rId4" Type="{$office}/footer" Target="footer1.xml"/>
            <Relationship Id="rId5" Type="{$office}/footer" Target="footer2.xml"/>
            <Relationship Id="rId6" Type="{$office}/header" Target="header1.xml"/>
            <xsl:for-each select="$outline//r:bitmap"><Relationship Id="picture{position()}" Type="{$office}/image" Target="media/picture{position()}.png"/></xsl:for-each>
          </Relationships>
        </pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/docProps/core.xml" pkg:contentType="application/vnd.openxmlformats-package.core-properties+xml">
        <pkg:xmlData>
          <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:title><xsl:value-of select="$outline/r:title"/></dc:title>
            <dc:language><xsl:value-of select="@lang"/></dc:language>
          </cp:coreProperties>
        </pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/word/document.xml" pkg:contentType="{$word-type}document.main+xml">
        <pkg:xmlData><xsl:call-template name="body"><xsl:with-param name="outline" select="$outline"/></xsl:call-template></pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/word/styles.xml" pkg:contentType="{$word-type}styles+xml">
        <pkg:xmlData><xsl:call-template name="styles"/></pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/word/settings.xml" pkg:contentType="{$word-type}settings+xml">
        <pkg:xmlData>
          <w:settings>
            <w:zoom w:percent="100"/>
            <w:evenAndOddHeaders/>
            <w:defaultTabStop w:val="420"/>
            <w:characterSpacingControl w:val="compressPunctuation"/>
            <w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
            <w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>
          </w:settings>
        </pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/word/fontTable.xml" pkg:contentType="{$word-type}fontTable+xml">
        <pkg:xmlData>
          <w:fonts>
            <w:font w:name="方正小标宋简体"><w:altName w:val="FZXiaoBiaoSong-B05S"/><w:charset w:val="86"/><w:family w:val="roman"/></w:font>
            <w:font w:name="仿宋"><w:altName w:val="FangSong"/><w:charset w:val="86"/><w:family w:val="roman"/></w:font>
            <w:font w:name="黑体"><w:altName w:val="SimHei"/><w:charset w:val="86"/><w:family w:val="swiss"/></w:font>
            <w:font w:name="楷体"><w:altName w:val="KaiTi"/><w:charset w:val="86"/><w:family w:val="roman"/></w:font>
            <w:font w:name="宋体"><w:altName w:val="SimSun"/><w:charset w:val="86"/><w:family w:val="roman"/></w:font>
            <w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/><w:charset w:val="00"/><w:family w:val="roman"/></w:font>
          </w:fonts>
        </pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/word/header1.xml" pkg:contentType="{$word-type}header+xml">
        <pkg:xmlData>
          <w:hdr><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t><xsl:value-of select="f:say('供研究，不是处理决定', 'For consideration; not a decision')"/></w:t></w:r></w:p></w:hdr>
        </pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/word/footer1.xml" pkg:contentType="{$word-type}footer+xml">
        <pkg:xmlData><xsl:call-template name="footer"><xsl:with-param name="side" select="'right'"/></xsl:call-template></pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/word/footer2.xml" pkg:contentType="{$word-type}footer+xml">
        <pkg:xmlData><xsl:call-template name="footer"><xsl:with-param name="side" select="'left'"/></xsl:call-template></pkg:xmlData>
      </pkg:part>
      <xsl:for-each select="$outline//r:bitmap">
        <pkg:part pkg:name="/word/media/picture{position()}.png" pkg:contentType="{@type}" pkg:compression="store"><pkg:binaryData><xsl:value-of select="."/></pkg:binaryData></pkg:part>
      </xsl:for-each>
    </pkg:package>
  </xsl:template>

  <xsl:template name="footer">
    <xsl:param name="side"/>
    <w:ftr>
      <w:p>
        <w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="{$side}"/></w:pPr>
        <w:r><w:t xml:space="preserve">— </w:t></w:r>
        <w:r><w:fldChar w:fldCharType="begin"/></w:r>
        <w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r>
        <w:r><w:t>1</w:t></w:r>
        <w:r><w:fldChar w:fldCharType="end"/></w:r>
        <w:r><w:t xml:space="preserve"> —</w:t></w:r>
      </w:p>
    </w:ftr>
  </xsl:template>

  <!-- ==== body ==== -->

  <xsl:template name="body">
    <xsl:param name="outline"/>
    <w:document xmlns:rel="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
      <w:body>
        <xsl:apply-templates select="$outline/r:title|$outline/r:subtitle|$outline/r:notice"/>
        <xsl:apply-templates select="$outline/r:section[not(@annex)]"/>
        <xsl:apply-templates select="$outline/r:sign"/>
        <xsl:apply-templates select="$outline/r:section[@annex]"/>
        <xsl:call-template name="page"/>
      </w:body>
    </w:document>
  </xsl:template>

  <!-- The page from the section break before to this one; sideways, with the wide margins left and right. -->
  <xsl:template name="page">
    <xsl:param name="sideways" select="false()"/>
    <w:sectPr xmlns:rel="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
      <w:headerReference w:type="default" rel:id="rId6"/>
      <w:headerReference w:type="even" rel:id="rId6"/>
      <w:footerReference w:type="default" rel:id="rId4"/>
      <w:footerReference w:type="even" rel:id="rId5"/>
      <xsl:choose>
        <xsl:when test="$sideways">
          <w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>
          <w:pgMar w:top="1588" w:right="1985" w:bottom="1474" w:left="2098" w:header="850" w:footer="850" w:gutter="0"/>
        </xsl:when>
        <xsl:otherwise>
          <w:pgSz w:w="11906" w:h="16838"/>
          <w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="1134" w:footer="1304" w:gutter="0"/>
          <xsl:if test="$zh"><w:docGrid w:type="lines" w:linePitch="579"/></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </w:sectPr>
  </xsl:template>

  <xsl:template name="paragraph">
    <xsl:param name="style"/>
    <w:p>
      <w:pPr><w:pStyle w:val="{$style}"/></w:pPr>
      <xsl:apply-templates/>
    </w:p>
  </xsl:template>

  <xsl:template match="r:title"><xsl:call-template name="paragraph"><xsl:with-param name="style" select="'Title'"/></xsl:call-template></xsl:template>
  <xsl:template match="r:subtitle"><xsl:call-template name="paragraph"><xsl:with-param name="style" select="'Subtitle'"/></xsl:call-template></xsl:template>
  <xsl:template match="r:notice"><xsl:call-template name="paragraph"><xsl:with-param name="style" select="'Notice'"/></xsl:call-template></xsl:template>
  <xsl:template match="r:p"><xsl:call-template name="paragraph"><xsl:with-param name="style" select="'BodyText'"/></xsl:call-template></xsl:template>
  <xsl:template match="r:quote"><xsl:call-template name="paragraph"><xsl:with-param name="style" select="'Quote'"/></xsl:call-template></xsl:template>
  <xsl:template match="r:item">
    <w:p>
      <w:pPr><w:pStyle w:val="ListParagraph"/><xsl:if test="@level='2'"><w:ind w:left="640"/></xsl:if></w:pPr>
      <xsl:if test="not($zh)"><w:r><w:t xml:space="preserve">– </w:t></w:r></xsl:if>
      <xsl:apply-templates/>
    </w:p>
  </xsl:template>
  <xsl:template match="r:item[@tree]" priority="2">
    <w:p>
      <w:pPr><w:pStyle w:val="Tree"/><w:ind w:left="{200 + 260 * @level}" w:hanging="200"/></w:pPr>
      <w:r><w:t xml:space="preserve">· </w:t></w:r>
      <xsl:apply-templates/>
    </w:p>
  </xsl:template>
  <xsl:template match="r:picture"/>

  <!-- A picture that is wider than the text has a page of its own, sideways; all are made as large as there is room, but
       not larger than drawn. 914400 units an inch. -->
  <xsl:template match="r:bitmap">
    <xsl:variable name="unit" select="914400 div @dpi"/>
    <xsl:variable name="sideways" select="@width * $unit &gt; $text-width * 635 and @width &gt; @height"/>
    <xsl:variable name="most-wide" select="(8844 + 3911 * number($sideways)) * 635"/>
    <xsl:variable name="most-high" select="(12000 - 3400 * number($sideways)) * 635"/>
    <xsl:variable name="by-width" select="$most-wide div (@width * $unit)"/>
    <xsl:variable name="by-height" select="$most-high div (@height * $unit)"/>
    <xsl:variable name="scale">
      <xsl:choose>
        <xsl:when test="$by-width &gt;= 1 and $by-height &gt;= 1">1</xsl:when>
        <xsl:when test="$by-width &lt; $by-height"><xsl:value-of select="$by-width"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$by-height"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$sideways">
      <w:p><w:pPr><w:pStyle w:val="AfterTable"/><xsl:call-template name="page"/></w:pPr></w:p>
    </xsl:if>
    <w:p>
      <w:pPr>
        <w:pStyle w:val="Picture"/>
        <xsl:if test="$sideways"><xsl:call-template name="page"><xsl:with-param name="sideways" select="true()"/></xsl:call-template></xsl:if>
      </w:pPr>
      <xsl:call-template name="drawing">
        <xsl:with-param name="number" select="count(preceding::r:bitmap) + 1"/>
        <xsl:with-param name="cx" select="round(@width * $unit * $scale)"/>
        <xsl:with-param name="cy" select="round(@height * $unit * $scale)"/>
      </xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template name="drawing">
    <xsl:param name="number"/><xsl:param name="cx"/><xsl:param name="cy"/>
    <w:r><w:drawing>
      <wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">
        <wp:extent cx="{$cx}" cy="{$cy}"/>
        <wp:docPr id="{$number}" name="picture{$number}" descr="{@label}"/>
        <a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
          <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
            <pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">
              <pic:nvPicPr><pic:cNvPr id="{$number}" name="picture{$number}.png"/><pic:cNvPicPr/></pic:nvPicPr>
              <pic:blipFill><a:blip xmlns:rel="http://schemas.openxmlformats.org/officeDocument/2006/relationships" rel:embed="picture{$number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
              <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{$cx}" cy="{$cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
            </pic:pic>
          </a:graphicData>
        </a:graphic>
      </wp:inline>
    </w:drawing></w:r>
  </xsl:template>

  <xsl:template match="r:sign">
    <w:p>
      <w:pPr><w:pStyle w:val="Signature"/><xsl:if test="following-sibling::r:sign"><w:keepNext/></xsl:if></w:pPr>
      <w:r><w:t><xsl:value-of select="concat(@label, $colon)"/></w:t></w:r>
      <w:r><w:tab/></w:r>
    </w:p>
  </xsl:template>

  <xsl:template match="r:section">
    <xsl:variable name="n" select="count(preceding-sibling::r:section[not(@annex)]) + 1"/>
    <xsl:variable name="depth" select="count(ancestor::r:section)"/>
    <xsl:variable name="number">
      <xsl:choose>
        <xsl:when test="@annex"><xsl:value-of select="concat(f:say('附件', 'Annex '), count(preceding-sibling::r:section[@annex]) + 1, f:say('　', '  '))"/></xsl:when>
        <xsl:when test="$depth = 0"><xsl:value-of select="concat(f:numeral($n), f:say('、', '. '))"/></xsl:when>
        <xsl:when test="$depth = 1"><xsl:value-of select="concat(f:say('（', '('), f:numeral($n), f:say('）', ') '))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="concat($n, f:say('．', '. '))"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <w:p>
      <w:pPr><w:pStyle w:val="Heading{$depth + 1}"/><xsl:if test="@annex"><w:pageBreakBefore/></xsl:if></w:pPr>
      <w:r><w:t xml:space="preserve"><xsl:value-of select="concat($number, @title)"/></w:t></w:r>
    </w:p>
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <!-- ==== inside a paragraph ==== -->

  <xsl:template match="text()" priority="1">
    <xsl:if test=". != ''">
      <w:r>
        <xsl:choose>
          <xsl:when test="parent::r:b"><w:rPr><w:b/></w:rPr></xsl:when>
          <xsl:when test="parent::r:mark"><w:rPr><w:rFonts w:eastAsia="楷体"/></w:rPr></xsl:when>
          <xsl:when test="parent::r:hash"><w:rPr><w:rFonts w:ascii="Liberation Mono" w:hAnsi="Liberation Mono"/><w:spacing w:val="0"/><w:sz w:val="13"/></w:rPr></xsl:when>
        </xsl:choose>
        <w:t xml:space="preserve"><xsl:value-of select="."/></w:t>
      </w:r>
    </xsl:if>
  </xsl:template>

  <!-- ==== tables ==== -->

  <xsl:template match="r:table">
    <xsl:variable name="heads" select="r:head/r:cell"/>
    <w:tbl>
      <w:tblPr>
        <w:tblStyle w:val="TableGrid"/>
        <w:tblW w:w="{$text-width}" w:type="dxa"/>
        <w:tblLayout w:type="fixed"/>
      </w:tblPr>
      <w:tblGrid><xsl:for-each select="$heads"><w:gridCol w:w="{floor($text-width * @width div 100)}"/></xsl:for-each></w:tblGrid>
      <w:tr>
        <w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>
        <xsl:for-each select="$heads"><xsl:call-template name="cell"><xsl:with-param name="width" select="@width"/><xsl:with-param name="style" select="'TableHead'"/></xsl:call-template></xsl:for-each>
      </w:tr>
      <xsl:for-each select="r:row">
        <w:tr>
          <w:trPr><w:cantSplit/></w:trPr>
          <xsl:for-each select="r:cell">
            <xsl:variable name="at" select="position()"/>
            <xsl:call-template name="cell"><xsl:with-param name="width" select="$heads[$at]/@width"/><xsl:with-param name="style" select="'TableText'"/></xsl:call-template>
          </xsl:for-each>
        </w:tr>
      </xsl:for-each>
    </w:tbl>
    <w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:param name="width"/><xsl:param name="style"/>
    <w:tc>
      <w:tcPr><w:tcW w:w="{floor($text-width * $width div 100)}" w:type="dxa"/></w:tcPr>
      <xsl:call-template name="paragraph"><xsl:with-param name="style" select="$style"/></xsl:call-template>
    </w:tc>
  </xsl:template>

  <!-- ==== styles ==== -->

  <xsl:template name="styles">
    <xsl:variable name="body-size" select="f:say('32', '24')"/>
    <xsl:variable name="line" select="f:say('579', '300')"/>
    <xsl:variable name="rule" select="f:say('exact', 'auto')"/>
    <xsl:variable name="first" select="f:say('632', '0')"/>
    <w:styles>
      <w:docDefaults>
        <w:rPrDefault><w:rPr>
          <w:rFonts w:ascii="{$latin}" w:hAnsi="{$latin}" w:cs="{$latin}" w:eastAsia="仿宋"/>
          <xsl:if test="$zh"><w:spacing w:val="-5"/></xsl:if>
          <w:sz w:val="{$body-size}"/><w:szCs w:val="{$body-size}"/>
          <w:lang w:val="en-US" w:eastAsia="zh-CN"/>
        </w:rPr></w:rPrDefault>
        <w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="{$line}" w:lineRule="{$rule}"/></w:pPr></w:pPrDefault>
      </w:docDefaults>
      <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/></w:pPr></w:style>
      <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
      <w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:left w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:right w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tblBorders></w:tblPr></w:style>
      <w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Subtitle"/><w:qFormat/>
        <w:pPr><w:snapToGrid w:val="0"/><w:spacing w:after="120" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>
        <w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:spacing w:val="0"/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:next w:val="BodyText"/><w:qFormat/>
        <w:pPr><w:spacing w:after="240"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="楷体"/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="BodyText"/><w:qFormat/>
        <w:pPr><w:keepNext/><w:spacing w:before="160"/><w:ind w:firstLine="{$first}"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><xsl:if test="not($zh)"><w:b/><w:sz w:val="28"/></xsl:if></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="BodyText"/><w:qFormat/>
        <w:pPr><w:keepNext/><w:spacing w:before="80"/><w:ind w:firstLine="{$first}"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:rFonts w:eastAsia="楷体"/><w:b/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:next w:val="BodyText"/><w:qFormat/>
        <w:pPr><w:keepNext/><w:ind w:firstLine="{$first}"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="Heading4"><w:name w:val="heading 4"/><w:basedOn w:val="Normal"/><w:next w:val="BodyText"/><w:qFormat/>
        <w:pPr><w:keepNext/><w:ind w:firstLine="{$first}"/><w:outlineLvl w:val="3"/></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/><w:qFormat/>
        <w:pPr><xsl:if test="not($zh)"><w:spacing w:after="120"/></xsl:if><w:ind w:firstLine="{$first}"/><w:jc w:val="{f:say('both', 'left')}"/></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="BodyText"/><w:qFormat/>
        <xsl:if test="not($zh)"><w:pPr><w:spacing w:after="60"/><w:ind w:left="360" w:hanging="240" w:firstLine="0"/></w:pPr></xsl:if></w:style>
      <w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:qFormat/>
        <w:pPr><w:ind w:left="632"/><w:jc w:val="{f:say('both', 'left')}"/></w:pPr><w:rPr><w:rFonts w:eastAsia="楷体"/></w:rPr></w:style>
      <w:style w:type="paragraph" w:customStyle="1" w:styleId="Notice"><w:name w:val="Notice"/><w:basedOn w:val="Normal"/>
        <w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="3" w:color="000000"/><w:left w:val="single" w:sz="6" w:space="4" w:color="000000"/><w:bottom w:val="single" w:sz="6" w:space="3" w:color="000000"/><w:right w:val="single" w:sz="6" w:space="4" w:color="000000"/></w:pBdr><w:snapToGrid w:val="0"/><w:spacing w:after="160" w:line="420" w:lineRule="exact"/><w:ind w:left="100" w:right="100"/></w:pPr>
        <w:rPr><w:sz w:val="{f:say('26', '20')}"/></w:rPr></w:style>
      <w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table Text"/><w:basedOn w:val="Normal"/>
        <w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="{f:say('340', '280')}" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="{f:say('24', '20')}"/><w:szCs w:val="{f:say('24', '20')}"/></w:rPr></w:style>
      <w:style w:type="paragraph" w:customStyle="1" w:styleId="Tree"><w:name w:val="Tree"/><w:basedOn w:val="TableText"/></w:style>
      <w:style w:type="paragraph" w:customStyle="1" w:styleId="Picture"><w:name w:val="Picture"/><w:basedOn w:val="Normal"/>
        <w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="120" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr></w:style>
      <w:style w:type="paragraph" w:customStyle="1" w:styleId="TableHead"><w:name w:val="Table Head"/><w:basedOn w:val="TableText"/>
        <w:pPr><w:keepNext/><w:snapToGrid w:val="0"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><xsl:if test="not($zh)"><w:b/></xsl:if></w:rPr></w:style>
      <w:style w:type="paragraph" w:customStyle="1" w:styleId="AfterTable"><w:name w:val="After Table"/><w:basedOn w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="160" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="8"/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="Signature"><w:name w:val="Signature"/><w:basedOn w:val="Normal"/>
        <w:pPr><w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{$text-width}"/></w:tabs><w:ind w:left="4400"/></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="300" w:lineRule="exact"/><w:jc w:val="right"/></w:pPr><w:rPr><w:rFonts w:eastAsia="楷体"/><w:sz w:val="21"/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="360" w:lineRule="exact"/><w:ind w:left="280" w:right="280"/></w:pPr><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr></w:style>
    </w:styles>
  </xsl:template>
</xsl:stylesheet>
