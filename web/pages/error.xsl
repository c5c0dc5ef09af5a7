<?xml version="1.0" encoding="UTF-8"?>
<!-- What cannot be shown, and where to go on. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template match="page[@name = 'error']" mode="title"><xsl:call-template name="say"><xsl:with-param name="id" select="'error.title'"/></xsl:call-template></xsl:template>

<xsl:template match="page[@name = 'error']" mode="main">
  <div class="wide error-page">
    <xsl:call-template name="notices"/>
    <h1><xsl:call-template name="say"><xsl:with-param name="id" select="'error.title'"/></xsl:call-template></h1>
    <p><xsl:call-template name="say"><xsl:with-param name="id" select="concat('error.', status)"/></xsl:call-template></p>
    <xsl:if test="status = 404"><p><xsl:call-template name="say"><xsl:with-param name="id" select="'error.404.next'"/></xsl:call-template></p></xsl:if>
    <p><a class="button" href="{home}"><xsl:call-template name="say"><xsl:with-param name="id" select="'error.home'"/></xsl:call-template></a></p>
  </div>
</xsl:template>

</xsl:stylesheet>
