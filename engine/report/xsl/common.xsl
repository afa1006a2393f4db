<?xml version="1.0" encoding="UTF-8"?>
<!-- What the stylesheets share: words in the language of the document, and the order in which the parts of a result are
     read. The document is described in docs/formats.md. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:func="http://exslt.org/functions"
    xmlns:d="urn:wenze:document:1" xmlns:w="urn:wenze:stylesheet:1" extension-element-prefixes="func"
    exclude-result-prefixes="d w func">

  <xsl:variable name="zh" select="starts-with(/d:document/@lang, 'zh')"/>
  <xsl:variable name="colon"><xsl:choose><xsl:when test="$zh">：</xsl:when><xsl:otherwise>: </xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="semicolon"><xsl:choose><xsl:when test="$zh">；</xsl:when><xsl:otherwise>; </xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="comma"><xsl:choose><xsl:when test="$zh">，</xsl:when><xsl:otherwise>, </xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="list"><xsl:choose><xsl:when test="$zh">、</xsl:when><xsl:otherwise>, </xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="stop"><xsl:choose><xsl:when test="$zh">。</xsl:when><xsl:otherwise>. </xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="open"><xsl:choose><xsl:when test="$zh">（</xsl:when><xsl:otherwise> (</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="close"><xsl:choose><xsl:when test="$zh">）</xsl:when><xsl:otherwise>)</xsl:otherwise></xsl:choose></xsl:variable>

  <!-- The one of two texts that is in the document's language. -->
  <func:function name="w:say">
    <xsl:param name="zh-text"/>
    <xsl:param name="en-text"/>
    <xsl:choose>
      <xsl:when test="$zh"><func:result select="$zh-text"/></xsl:when>
      <xsl:otherwise><func:result select="$en-text"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- 一 to 九十九, as headings of official documents are numbered; digits beyond. -->
  <func:function name="w:numeral">
    <xsl:param name="n"/>
    <xsl:variable name="digits" select="'一二三四五六七八九'"/>
    <xsl:variable name="tens" select="floor($n div 10)"/>
    <xsl:variable name="ones" select="$n mod 10"/>
    <xsl:choose>
      <xsl:when test="not($zh) or $n &gt; 99"><func:result select="string($n)"/></xsl:when>
      <xsl:when test="$tens = 0"><func:result select="substring($digits, $n, 1)"/></xsl:when>
      <xsl:otherwise>
        <func:result select="concat(substring($digits, $tens, number($tens &gt; 1)), '十', substring($digits, $ones, number($ones &gt; 0)))"/>
      </xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- Evidence by the numbers of the list: 证据1、3. -->
  <xsl:template name="evidence-numbers">
    <xsl:if test="d:evidence">
      <xsl:value-of select="w:say('证据', 'evidence ')"/>
      <xsl:for-each select="d:evidence">
        <xsl:if test="position() &gt; 1"><xsl:value-of select="$list"/></xsl:if>
        <xsl:choose>
          <xsl:when test="@number"><xsl:value-of select="@number"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="@ref"/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
