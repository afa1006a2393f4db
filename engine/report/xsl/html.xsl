<?xml version="1.0" encoding="UTF-8"?>
<!-- The report as a page to print, laid out after GB/T 9704: A4, top 37 mm, left 28 mm, text 156 × 225 mm, 22 lines of 28
     characters. Nothing is fetched from outside; the official faces come first, then free ones. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:r="urn:wenze:outline:1" xmlns:d="urn:wenze:document:1" xmlns:w="urn:wenze:stylesheet:1"
    xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="r d w exsl">
  <xsl:include href="report.xsl"/>
  <xsl:output method="xml" omit-xml-declaration="yes" encoding="UTF-8" indent="no"/>

  <xsl:template match="/d:document">
    <xsl:variable name="tree"><xsl:call-template name="outline"/></xsl:variable>
    <xsl:variable name="outline" select="exsl:node-set($tree)"/>
    <html lang="{@lang}">
      <head>
        <meta charset="UTF-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title><xsl:value-of select="$outline/r:title"/></title>
        <style><xsl:call-template name="style"/></style>
      </head>
      <body>
        <main>
          <header>
            <h1><xsl:value-of select="$outline/r:title"/></h1>
            <p class="subtitle"><xsl:value-of select="$outline/r:subtitle"/></p>
            <xsl:apply-templates select="$outline/r:notice"/>
          </header>
          <xsl:apply-templates select="$outline/r:section[not(@annex)]"/>
          <xsl:if test="$outline/r:sign">
            <div class="signatures"><xsl:apply-templates select="$outline/r:sign"/></div>
          </xsl:if>
          <xsl:apply-templates select="$outline/r:section[@annex]"/>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="r:notice"><p class="notice" role="note"><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="r:p"><p><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="r:quote"><blockquote><p><xsl:apply-templates/></p></blockquote></xsl:template>
  <xsl:template match="r:item"><p class="item level{@level}"><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="r:item[@tree]"><p class="tree level{@level}"><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="r:bitmap"/>
  <xsl:template match="r:picture"><figure><xsl:copy-of select="*"/></figure></xsl:template>
  <xsl:template match="r:b"><strong><xsl:apply-templates/></strong></xsl:template>
  <xsl:template match="r:mark"><span class="mark"><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="r:hash"><code><xsl:apply-templates/></code></xsl:template>
  <xsl:template match="r:sign"><p><b><xsl:value-of select="concat(@label, $colon)"/></b><span class="blank"></span></p></xsl:template>

  <!-- 一、（一） 1. （1） -->
  <xsl:template name="number">
    <xsl:variable name="n" select="count(preceding-sibling::r:section[not(@annex)]) + 1"/>
    <xsl:variable name="depth" select="count(ancestor::r:section)"/>
    <xsl:choose>
      <xsl:when test="@annex"><xsl:value-of select="concat(w:say('附件', 'Annex '), count(preceding-sibling::r:section[@annex]) + 1, w:say('　', '  '))"/></xsl:when>
      <xsl:when test="$depth = 0"><xsl:value-of select="concat(w:numeral($n), w:say('、', '. '))"/></xsl:when>
      <xsl:when test="$depth = 1"><xsl:value-of select="concat(w:say('（', '('), w:numeral($n), w:say('）', ') '))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($n, w:say('．', '. '))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:section">
    <xsl:variable name="depth" select="count(ancestor::r:section)"/>
    <section>
      <xsl:if test="@annex"><xsl:attribute name="class">annex</xsl:attribute></xsl:if>
      <xsl:element name="h{$depth + 2}"><xsl:call-template name="number"/><xsl:value-of select="@title"/></xsl:element>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <xsl:template match="r:table">
    <table>
      <colgroup><xsl:for-each select="r:head/r:cell"><col class="w{@width}"/></xsl:for-each></colgroup>
      <thead><tr><xsl:for-each select="r:head/r:cell"><th scope="col"><xsl:apply-templates/></th></xsl:for-each></tr></thead>
      <tbody><xsl:for-each select="r:row"><tr><xsl:for-each select="r:cell"><td><xsl:apply-templates/></td></xsl:for-each></tr></xsl:for-each></tbody>
    </table>
  </xsl:template>

  <!-- No ">" stands here: in HTML's own syntax a style sheet is not unescaped. -->
  <xsl:template name="style">
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @top-right { content: "<xsl:value-of select="w:say('供研究，不是处理决定', 'For consideration; not a decision')"/>"; font: 10.5pt "楷体", KaiTi, "Noto Serif CJK SC", serif; } @bottom-center { content: "— " counter(page) " —"; font: 14pt "宋体", SimSun, "Noto Serif CJK SC", serif; } }
html { font: 15.8pt/29pt "仿宋_GB2312", FangSong_GB2312, "仿宋", FangSong, STFangsong, "Noto Serif CJK SC", "Source Han Serif SC", "Liberation Serif", serif; color: #000; background: #fff; }
html:lang(en) { font: 12pt/18pt "Times New Roman", "Liberation Serif", "Noto Serif", "DejaVu Serif", "Noto Serif CJK SC", serif; }
body { margin: 0; }
main { overflow-wrap: anywhere; }
h1 { font: normal 22pt/32pt "方正小标宋简体", FZXiaoBiaoSong-B05S, "小标宋", "Noto Serif CJK SC", "Source Han Serif SC", serif; text-align: center; margin: 0 0 6pt; text-wrap: balance; }
h1:lang(zh) { font-weight: 700; }
header p.subtitle { font-family: "楷体_GB2312", KaiTi_GB2312, "楷体", KaiTi, STKaiti, "AR PL UKai CN", "Noto Serif CJK SC", serif; text-align: center; text-indent: 0; margin: 0 0 14pt; }
h2, h3, h4, h5 { font-size: 1em; line-height: inherit; margin: 0; text-indent: 2em; break-after: avoid; }
h2 { font-family: "黑体", SimHei, "Heiti SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; font-weight: 500; margin-top: 10pt; }
h3 { font-family: "楷体_GB2312", KaiTi_GB2312, "楷体", KaiTi, STKaiti, "AR PL UKai CN", "Noto Serif CJK SC", serif; font-weight: 600; margin-top: 6pt; }
h4 { font-weight: 700; }
h2:lang(en), h3:lang(en), h4:lang(en), h5:lang(en), p:lang(en) { text-indent: 0; }
h2:lang(en) { font: bold 14pt/20pt "Liberation Sans", Arial, sans-serif; margin-top: 14pt; }
h3:lang(en) { font: bold 12.5pt/18pt "Liberation Sans", Arial, sans-serif; margin-top: 10pt; }
p { margin: 0; text-indent: 2em; text-align: justify; orphans: 2; widows: 2; }
p:lang(en) { margin: 0 0 6pt; text-align: left; }
p.notice { font-size: .82em; line-height: 1.6; border: .75pt solid #000; padding: 4pt 8pt; text-indent: 0; margin: 0 0 8pt; }
blockquote { margin: 0 0 0 2em; font-family: "楷体_GB2312", KaiTi_GB2312, "楷体", KaiTi, STKaiti, "AR PL UKai CN", "Noto Serif CJK SC", serif; }
blockquote p { text-indent: 0; }
.item:lang(en) { padding-left: 1.4em; text-indent: -1em; }
.item:lang(en)::before { content: "– "; }
p.tree { font-size: .76em; line-height: 1.55; margin: 0 0 1pt; padding-left: 1em; text-indent: -1em; text-align: left; }
p.tree::before { content: "· "; }
p.level2 { margin-left: 1.2em; } p.level3 { margin-left: 2.4em; } p.level4 { margin-left: 3.6em; } p.level5 { margin-left: 4.8em; } p.level6 { margin-left: 6em; } p.level7 { margin-left: 7.2em; } p.level8 { margin-left: 8.4em; } p.level9, p.level10, p.level11 { margin-left: 9.6em; }
@page sideways { size: A4 landscape; margin: 28mm 25mm 26mm 25mm; }
figure { margin: 8pt 0; text-align: center; page: sideways; break-before: page; break-after: page; }
figure svg { max-width: 100%; max-height: 150mm; height: auto; }
.mark { font-family: "楷体_GB2312", KaiTi_GB2312, "楷体", KaiTi, STKaiti, "Noto Serif CJK SC", serif; }
strong { font-weight: 700; }
code { font: 7pt/12pt "Liberation Mono", "DejaVu Sans Mono", monospace; }
table { width: 100%; border-collapse: collapse; font-size: .76em; line-height: 1.5; margin: 4pt 0 8pt; table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: .5pt solid #000; padding: 2pt 4pt; text-align: left; vertical-align: top; }
th { font-family: "黑体", SimHei, "Heiti SC", "Noto Sans CJK SC", sans-serif; font-weight: 500; text-align: center; }
col.w44 { width: 44%; } col.w22 { width: 22%; } col.w50 { width: 50%; } col.w10 { width: 10%; } col.w14 { width: 14%; } col.w16 { width: 16%; } col.w18 { width: 18%; } col.w20 { width: 20%; } col.w24 { width: 24%; } col.w26 { width: 26%; } col.w30 { width: 30%; } col.w32 { width: 32%; } col.w40 { width: 40%; } col.w46 { width: 46%; } col.w52 { width: 52%; } col.w70 { width: 70%; }
.signatures { margin: 22pt 0 0 50%; break-inside: avoid; break-before: avoid; }
.signatures p { text-indent: 0; display: flex; }
.signatures p b { flex: 0 0 5.5em; white-space: nowrap; font-weight: 400; }
.blank { flex: 1; border-bottom: .5pt solid #000; margin-left: .3em; }
.annex { break-before: page; }
.annex h2 { text-indent: 0; margin-bottom: 8pt; }
@media screen { html { background: #e8e8e8; } main { background: #fff; width: 156mm; padding: 37mm 26mm 35mm 28mm; margin: 8mm auto; box-shadow: 0 1px 6px rgba(0,0,0,.3); } }
@media screen { figure { overflow-x: auto; } }
@media screen and (max-width: 215mm) { main { width: auto; padding: 8mm 5mm; margin: 0; box-shadow: none; } }
  </xsl:template>
</xsl:stylesheet>
