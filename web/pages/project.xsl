<?xml version="1.0" encoding="UTF-8"?>
<!-- One record. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template match="page[@name = 'project']" mode="title"><xsl:value-of select="title/plain"/></xsl:template>

<xsl:template match="page[@name = 'project']" mode="summary">
  <xsl:value-of select="substring(fields/item[text/ruby or text/plain][not(number(text/plain))][1]/text/plain, 1, 120)"/>
</xsl:template>

<xsl:template match="page[@name = 'project']" mode="head">
  <meta property="og:title" content="{title/plain}"/>
  <meta property="og:type" content="article"/>
  <meta property="og:url" content="{canonical}"/>
  <script type="application/ld+json"><xsl:value-of select="ld" disable-output-escaping="yes"/></script>
</xsl:template>

<xsl:template match="page[@name = 'project']" mode="main">
  <div class="wide project">
    <xsl:call-template name="notices"/>
    <p class="back"><a href="{home}" data-back=""><xsl:call-template name="say"><xsl:with-param name="id" select="'project.back'"/></xsl:call-template></a></p>
    <article class="record">
      <header>
        <h1><xsl:call-template name="published-language"/><xsl:apply-templates select="title" mode="published"/></h1>
        <p class="record-tools">
          <a class="button furigana-toggle" href="{furigana/href}" data-live="">
            <xsl:choose>
              <xsl:when test="furigana/on = 'true'"><xsl:call-template name="say"><xsl:with-param name="id" select="'project.furigana.hide'"/></xsl:call-template></xsl:when>
              <xsl:otherwise><xsl:call-template name="say"><xsl:with-param name="id" select="'project.furigana.show'"/></xsl:call-template></xsl:otherwise>
            </xsl:choose>
          </a>
        </p>
      </header>
      <dl class="fields">
        <xsl:for-each select="fields/item">
          <div class="field field-{name}">
            <dt><xsl:apply-templates select="label" mode="label"/></dt>
            <xsl:choose>
              <xsl:when test="text/plain != ''"><dd><xsl:call-template name="published-language"/><xsl:apply-templates select="text" mode="published"/></dd></xsl:when>
              <xsl:when test="values/item">
                <xsl:for-each select="values/item">
                  <dd><a href="{href}"><xsl:apply-templates select="label" mode="label"/></a><xsl:if test="note"><span class="note"><xsl:call-template name="published-language"/>（<xsl:apply-templates select="note" mode="published"/>）</span></xsl:if></dd>
                </xsl:for-each>
              </xsl:when>
              <xsl:otherwise><dd class="nothing"><xsl:call-template name="say"><xsl:with-param name="id" select="'project.none'"/></xsl:call-template></dd></xsl:otherwise>
            </xsl:choose>
          </div>
        </xsl:for-each>
      </dl>
      <section class="take-home" aria-labelledby="link-heading">
        <h2 id="link-heading"><xsl:call-template name="say"><xsl:with-param name="id" select="'project.link'"/></xsl:call-template></h2>
        <p class="permalink"><a href="{canonical}"><xsl:value-of select="canonical"/></a></p>
        <figure class="qr">
          <img src="/projects/{id}/qr.svg" width="168" height="168">
            <xsl:attribute name="alt"><xsl:call-template name="say"><xsl:with-param name="id" select="'project.qr'"/></xsl:call-template></xsl:attribute>
          </img>
          <figcaption><xsl:call-template name="say"><xsl:with-param name="id" select="'project.qr.hint'"/></xsl:call-template></figcaption>
        </figure>
      </section>
    </article>
    <xsl:if test="similar/item">
      <section class="similar" aria-labelledby="similar-heading">
        <h2 id="similar-heading"><xsl:call-template name="say"><xsl:with-param name="id" select="'similar.heading'"/></xsl:call-template></h2>
        <ol class="hits"><xsl:for-each select="similar/item"><xsl:call-template name="hit"/></xsl:for-each></ol>
      </section>
    </xsl:if>
  </div>
</xsl:template>

<!-- Furigana where there are readings; without them the published text. -->
<xsl:template match="*" mode="published">
  <xsl:choose>
    <xsl:when test="ruby/item"><xsl:apply-templates select="ruby" mode="pieces"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="plain"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

</xsl:stylesheet>
