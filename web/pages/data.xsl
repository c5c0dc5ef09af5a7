<?xml version="1.0" encoding="UTF-8"?>
<!-- The data sets, as files. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template match="page[@name = 'data']" mode="title"><xsl:call-template name="say"><xsl:with-param name="id" select="'data.title'"/></xsl:call-template></xsl:template>

<xsl:template match="page[@name = 'data']" mode="summary"><xsl:call-template name="say"><xsl:with-param name="id" select="'data.about'"/></xsl:call-template></xsl:template>

<xsl:template match="page[@name = 'data']" mode="head">
  <xsl:for-each select="sets/item"><script type="application/ld+json"><xsl:value-of select="ld"/></script></xsl:for-each>
</xsl:template>

<xsl:template match="page[@name = 'data']" mode="main">
  <div class="wide plain-page">
    <xsl:call-template name="notices"/>
    <h1><xsl:call-template name="say"><xsl:with-param name="id" select="'data.heading'"/></xsl:call-template></h1>
    <p><xsl:call-template name="say"><xsl:with-param name="id" select="'data.about'"/></xsl:call-template></p>
    <xsl:for-each select="sets/item">
      <section class="data-set">
        <h2><xsl:call-template name="published-language"/><xsl:value-of select="title"/></h2>
        <dl class="fields">
          <div class="field"><dt><xsl:call-template name="say"><xsl:with-param name="id" select="'data.year'"/></xsl:call-template></dt><dd><xsl:value-of select="year"/></dd></div>
          <div class="field"><dt><xsl:call-template name="say"><xsl:with-param name="id" select="'data.records'"/></xsl:call-template></dt><dd><xsl:value-of select="records"/></dd></div>
          <xsl:if test="source != ''"><div class="field"><dt><xsl:call-template name="say"><xsl:with-param name="id" select="'data.source'"/></xsl:call-template></dt><dd><xsl:choose><xsl:when test="url"><a href="{url}"><xsl:call-template name="published-language"/><xsl:value-of select="source"/></a></xsl:when><xsl:otherwise><span><xsl:call-template name="published-language"/><xsl:value-of select="source"/></span></xsl:otherwise></xsl:choose></dd></div></xsl:if>
          <div class="field"><dt><xsl:call-template name="say"><xsl:with-param name="id" select="'data.licence'"/></xsl:call-template></dt><dd>
            <xsl:choose>
              <xsl:when test="licence/url != ''"><a href="{licence/url}"><xsl:value-of select="licence/name"/></a></xsl:when>
              <xsl:when test="licence"><xsl:value-of select="licence/name"/></xsl:when>
              <xsl:otherwise><xsl:call-template name="say"><xsl:with-param name="id" select="'data.licence.unknown'"/></xsl:call-template></xsl:otherwise>
            </xsl:choose>
          </dd></div>
          <div class="field"><dt><xsl:call-template name="say"><xsl:with-param name="id" select="'data.formats'"/></xsl:call-template></dt><dd>
            <ul class="formats"><xsl:for-each select="formats/item"><li><a href="{href}" download=""><xsl:value-of select="translate(format, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')"/></a></li></xsl:for-each></ul>
          </dd></div>
        </dl>
      </section>
    </xsl:for-each>
    <p><xsl:call-template name="say"><xsl:with-param name="id" select="'data.api'"/></xsl:call-template><xsl:text> </xsl:text><code>/v1/search</code></p>
  </div>
</xsl:template>

</xsl:stylesheet>
