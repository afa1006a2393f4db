<?xml version="1.0" encoding="UTF-8"?>
<!-- The report as plain text: one line for each paragraph, item or row; wenze wraps the lines. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:wenze:outline:1"
    xmlns:d="urn:wenze:document:1" xmlns:w="urn:wenze:stylesheet:1" xmlns:exsl="http://exslt.org/common">
  <xsl:include href="report.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/d:document">
    <xsl:variable name="tree"><xsl:call-template name="outline"/></xsl:variable>
    <xsl:apply-templates select="exsl:node-set($tree)/*"/>
  </xsl:template>

  <xsl:template match="r:title|r:subtitle"><xsl:apply-templates/><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="r:notice"><xsl:text>&#10;※ </xsl:text><xsl:apply-templates/><xsl:text>&#10;</xsl:text></xsl:template>

  <xsl:template match="r:section">
    <xsl:variable name="n" select="count(preceding-sibling::r:section[not(@annex)]) + 1"/>
    <xsl:variable name="depth" select="count(ancestor::r:section)"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:choose>
      <xsl:when test="@annex"><xsl:value-of select="concat(w:say('附件', 'Annex '), count(preceding-sibling::r:section[@annex]) + 1, w:say('　', '  '))"/></xsl:when>
      <xsl:when test="$depth = 0"><xsl:value-of select="concat(w:numeral($n), w:say('、', '. '))"/></xsl:when>
      <xsl:when test="$depth = 1"><xsl:value-of select="concat(w:say('（', '('), w:numeral($n), w:say('）', ') '))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('  ', $n, w:say('．', '. '))"/></xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="@title"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <xsl:template match="r:p"><xsl:text>  </xsl:text><xsl:apply-templates/><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="r:quote"><xsl:text>    </xsl:text><xsl:apply-templates/><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="r:item"><xsl:text>  </xsl:text><xsl:if test="@level='2'"><xsl:text>  </xsl:text></xsl:if><xsl:text>· </xsl:text><xsl:apply-templates/><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="r:item[@tree]" priority="2"><xsl:value-of select="substring('                              ', 1, 2 * @level)"/><xsl:text>· </xsl:text><xsl:apply-templates/><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="r:bitmap"/>
  <xsl:template match="r:picture"/>
  <xsl:template match="r:sign"><xsl:if test="not(preceding-sibling::r:sign)"><xsl:text>&#10;</xsl:text></xsl:if><xsl:value-of select="concat('    ', @label, $colon, '____________________&#10;')"/></xsl:template>

  <!-- A row is read with the head of each column that has something in it. -->
  <xsl:template match="r:table"><xsl:apply-templates select="r:row"/></xsl:template>
  <xsl:template match="r:row">
    <xsl:variable name="heads" select="../r:head/r:cell"/>
    <xsl:text>  - </xsl:text>
    <xsl:for-each select="r:cell">
      <xsl:variable name="at" select="position()"/>
      <xsl:if test="normalize-space(.) != ''">
        <xsl:if test="$at &gt; 1"><xsl:value-of select="concat($semicolon, $heads[$at], $colon)"/></xsl:if>
        <xsl:apply-templates/>
      </xsl:if>
    </xsl:for-each>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
