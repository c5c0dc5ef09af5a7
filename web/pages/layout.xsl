<?xml version="1.0" encoding="UTF-8"?>
<!-- What all pages share: the document, header, footer, and how texts are said. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

<xsl:key name="text" match="/page/texts/*" use="name()"/>
<xsl:key name="file" match="/page/files/item/href" use="../path"/>

<!-- ==== texts ==== -->

<!-- A text with its arguments filled in, furigana and all. -->
<xsl:template name="say">
  <xsl:param name="id"/>
  <xsl:param name="a"/>
  <xsl:param name="b"/>
  <xsl:param name="c"/>
  <xsl:apply-templates select="key('text', $id)/say/node()" mode="say">
    <xsl:with-param name="a" select="$a"/>
    <xsl:with-param name="b" select="$b"/>
    <xsl:with-param name="c" select="$c"/>
  </xsl:apply-templates>
</xsl:template>

<xsl:template match="ruby" mode="say"><xsl:copy-of select="."/></xsl:template>
<xsl:template match="text()" mode="say"><xsl:value-of select="."/></xsl:template>
<xsl:template match="arg" mode="say">
  <xsl:param name="a"/>
  <xsl:param name="b"/>
  <xsl:param name="c"/>
  <xsl:choose>
    <xsl:when test="@name = 'a'"><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="@name = 'b'"><xsl:copy-of select="$b"/></xsl:when>
    <xsl:when test="@name = 'c'"><xsl:copy-of select="$c"/></xsl:when>
  </xsl:choose>
</xsl:template>

<!-- Words of a record: Japanese whatever the page is in. -->
<xsl:template name="published-language">
  <xsl:if test="/page/@lang != 'ja'"><xsl:attribute name="lang">ja</xsl:attribute></xsl:if>
</xsl:template>

<!-- A label, furigana and all. -->
<xsl:template match="*" mode="label">
  <xsl:choose>
    <xsl:when test="published = 'true' and /page/@lang != 'ja'"><span lang="ja"><xsl:apply-templates select="." mode="label-text"/></span></xsl:when>
    <xsl:otherwise><xsl:apply-templates select="." mode="label-text"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="*" mode="label-text"><xsl:copy-of select="(say | text)/node()"/></xsl:template>
<xsl:template match="*[ruby]" mode="label-text"><xsl:apply-templates select="ruby" mode="pieces"/></xsl:template>

<!-- Furigana over kanji: [[characters, reading], [characters], …]. -->
<xsl:template match="ruby" mode="pieces">
  <xsl:for-each select="item">
    <xsl:choose>
      <xsl:when test="item[2]"><ruby><xsl:value-of select="item[1]"/><rp>（</rp><rt><xsl:value-of select="item[2]"/></rt><rp>）</rp></ruby></xsl:when>
      <xsl:otherwise><xsl:value-of select="item[1]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:for-each>
</xsl:template>

<!-- ==== the document ==== -->

<xsl:template match="/page">
  <html lang="{@lang}">
    <head>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <!-- Text alone: furigana stand in brackets. -->
      <xsl:variable name="title">
        <xsl:variable name="own"><xsl:apply-templates select="." mode="title"/></xsl:variable>
        <xsl:copy-of select="$own"/>
        <xsl:if test="string($own) != ''"><xsl:call-template name="say"><xsl:with-param name="id" select="'mark.bar'"/></xsl:call-template></xsl:if>
        <xsl:call-template name="say"><xsl:with-param name="id" select="'site.name'"/></xsl:call-template>
      </xsl:variable>
      <title><xsl:value-of select="$title"/></title>
      <meta name="description">
        <xsl:attribute name="content"><xsl:apply-templates select="." mode="summary"/></xsl:attribute>
      </meta>
      <xsl:if test="not(front = 'true')"><meta name="robots" content="noindex, follow"/></xsl:if>
      <xsl:if test="canonical"><link rel="canonical" href="{canonical}"/></xsl:if>
      <!-- やさしい日本語 has no tag of its own. -->
      <xsl:for-each select="languages/item[code = tag][/page/front = 'true']">
        <link rel="alternate" hreflang="{tag}" href="{/page/public}{href}"/>
      </xsl:for-each>
      <!-- No page waits for its typeface; typeface.ts makes the sheet one for screens. -->
      <link rel="stylesheet" href="{key('file', 'assets/fonts.css')}" media="print" data-typeface=""/>
      <noscript><link rel="stylesheet" href="{key('file', 'assets/fonts.css')}"/></noscript>
      <link rel="stylesheet" href="{key('file', 'assets/site.css')}"/>
      <link rel="icon" href="/favicon.ico" sizes="any"/>
      <link rel="icon" href="{key('file', 'assets/icon.svg')}" type="image/svg+xml"/>
      <link rel="apple-touch-icon" href="/assets/apple-touch-icon.png"/>
      <link rel="manifest" href="/manifest.webmanifest?lang={@code}"/>
      <link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml?lang={@code}">
        <xsl:attribute name="title"><xsl:call-template name="say"><xsl:with-param name="id" select="'site.name'"/></xsl:call-template></xsl:attribute>
      </link>
      <meta name="color-scheme" content="light dark"/>
      <meta name="theme-color" content="#14532d"/>
      <xsl:apply-templates select="." mode="head"/>
      <script src="{key('file', 'searchbox.js')}" defer="defer"></script>
      <script src="{key('file', 'assets/site.js')}" type="module"></script>
    </head>
    <body>
      <a class="skip" href="#main"><xsl:call-template name="say"><xsl:with-param name="id" select="'site.skip'"/></xsl:call-template></a>
      <xsl:call-template name="header"/>
      <main id="main" tabindex="-1"><xsl:apply-templates select="." mode="main"/></main>
      <xsl:call-template name="footer"/>
    </body>
  </html>
</xsl:template>

<xsl:template match="page" mode="head"/>
<xsl:template match="page" mode="summary">
  <xsl:call-template name="say"><xsl:with-param name="id" select="'site.about'"/></xsl:call-template>
</xsl:template>

<xsl:template name="header">
  <header class="site-header">
    <div class="wide">
      <p class="site-name"><a href="{home}"><xsl:call-template name="say"><xsl:with-param name="id" select="'site.name'"/></xsl:call-template></a></p>
      <nav class="site-nav">
        <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'site.nav'"/></xsl:call-template></xsl:attribute>
        <ul>
          <xsl:call-template name="nav-item"><xsl:with-param name="name" select="'search'"/><xsl:with-param name="href" select="home"/></xsl:call-template>
          <xsl:if test="overview"><xsl:call-template name="nav-item"><xsl:with-param name="name" select="'overview'"/><xsl:with-param name="href" select="overview"/></xsl:call-template></xsl:if>
          <xsl:call-template name="nav-item"><xsl:with-param name="name" select="'data'"/><xsl:with-param name="href" select="open-data"/></xsl:call-template>
        </ul>
      </nav>
      <nav class="languages">
        <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'site.languages'"/></xsl:call-template></xsl:attribute>
        <ul>
          <xsl:for-each select="languages/item">
            <li>
              <a href="{href}" hreflang="{tag}" lang="{tag}">
                <xsl:if test="current = 'true'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
                <xsl:choose>
                  <xsl:when test="code = 'ja'">日本語</xsl:when>
                  <xsl:when test="code = 'easy'">やさしい<xsl:text> </xsl:text>日本語</xsl:when>
                  <xsl:otherwise>English</xsl:otherwise>
                </xsl:choose>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </div>
  </header>
</xsl:template>

<xsl:template name="nav-item">
  <xsl:param name="name"/>
  <xsl:param name="href"/>
  <li>
    <a href="{$href}">
      <xsl:if test="/page/@name = $name"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
      <xsl:call-template name="say"><xsl:with-param name="id" select="concat('nav.', $name)"/></xsl:call-template>
    </a>
  </li>
</xsl:template>

<xsl:template name="footer">
  <footer class="site-footer">
    <div class="wide">
      <xsl:if test="sources/item">
        <p>
          <xsl:call-template name="say"><xsl:with-param name="id" select="'site.source'"/></xsl:call-template>
          <xsl:for-each select="sources/item">
            <xsl:if test="position() &gt; 1"><xsl:call-template name="say"><xsl:with-param name="id" select="'mark.comma'"/></xsl:call-template></xsl:if>
            <span><xsl:call-template name="published-language"/><xsl:value-of select="."/></span>
          </xsl:for-each>
        </p>
      </xsl:if>
      <p><xsl:call-template name="say"><xsl:with-param name="id" select="'site.privacy'"/></xsl:call-template></p>
    </div>
  </footer>
</xsl:template>

<!-- ==== shared pieces ==== -->

<xsl:template match="mark" mode="marked"><mark><xsl:value-of select="."/></mark></xsl:template>
<xsl:template match="text()" mode="marked"><xsl:value-of select="."/></xsl:template>

<!-- Parameters that were left out. -->
<xsl:template name="notices">
  <xsl:if test="notices/item">
    <div class="notice">
      <xsl:for-each select="notices/item">
        <p><xsl:call-template name="say"><xsl:with-param name="id" select="'notice.parameter'"/><xsl:with-param name="a" select="string(name)"/><xsl:with-param name="b" select="string(value)"/></xsl:call-template></p>
      </xsl:for-each>
    </div>
  </xsl:if>
</xsl:template>

<!-- What is chosen, each with the address without it. -->
<xsl:template name="chips">
  <xsl:if test="chips/item">
    <div class="chips" role="group">
      <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'chips.label'"/></xsl:call-template></xsl:attribute>
      <ul>
        <xsl:for-each select="chips/item">
          <li><a class="chip" href="{href}"><span class="chip-text"><span class="chip-label"><xsl:choose><xsl:when test="label"><xsl:apply-templates select="label" mode="label"/></xsl:when><xsl:otherwise><xsl:call-template name="say"><xsl:with-param name="id" select="'chips.words'"/></xsl:call-template></xsl:otherwise></xsl:choose><xsl:call-template name="say"><xsl:with-param name="id" select="'mark.colon'"/></xsl:call-template></span><xsl:choose><xsl:when test="word"><span><xsl:call-template name="published-language"/><xsl:value-of select="word"/></span></xsl:when><xsl:when test="match"><xsl:call-template name="say"><xsl:with-param name="id" select="concat('chips.match.', match)"/></xsl:call-template></xsl:when><xsl:otherwise><xsl:apply-templates select="value" mode="label"/></xsl:otherwise></xsl:choose></span><span class="chip-off"><span aria-hidden="true">×</span><span class="unseen"><xsl:call-template name="say"><xsl:with-param name="id" select="'chips.remove'"/></xsl:call-template></span></span></a></li>
        </xsl:for-each>
        <li><a class="chips-clear" href="{clear}"><xsl:call-template name="say"><xsl:with-param name="id" select="'chips.clear'"/></xsl:call-template></a></li>
      </ul>
    </div>
  </xsl:if>
</xsl:template>

<!-- One record in a list. -->
<xsl:template name="hit">
  <li class="hit">
    <article>
      <h3><a href="{href}"><xsl:call-template name="published-language"/><xsl:apply-templates select="title/html/node()" mode="marked"/></a>
        <xsl:for-each select="flags/item"><xsl:text> </xsl:text><span class="flag"><xsl:apply-templates select="values/item/label" mode="label"/></span></xsl:for-each>
      </h3>
      <xsl:for-each select="texts/item">
        <p class="snippet"><xsl:call-template name="published-language"/><xsl:apply-templates select="html/node()" mode="marked"/></p>
      </xsl:for-each>
      <xsl:if test="reasons/item"><xsl:call-template name="reasons"/></xsl:if>
      <ul class="tags">
        <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'hit.tags'"/></xsl:call-template></xsl:attribute>
        <xsl:for-each select="tags/item">
          <li class="tag">
            <span class="tag-label"><xsl:apply-templates select="label" mode="label"/></span>
            <xsl:for-each select="values/item"><xsl:text> </xsl:text><a href="{href}"><xsl:apply-templates select="label" mode="label"/></a></xsl:for-each>
          </li>
        </xsl:for-each>
      </ul>
    </article>
  </li>
</xsl:template>

<xsl:template name="reasons">
  <p class="reasons">
    <xsl:call-template name="say"><xsl:with-param name="id" select="'similar.shares'"/></xsl:call-template>
    <xsl:for-each select="reasons/item">
      <xsl:if test="position() &gt; 1"><xsl:call-template name="say"><xsl:with-param name="id" select="'mark.comma'"/></xsl:call-template></xsl:if>
      <span class="reason">
        <xsl:choose>
          <xsl:when test="word"><xsl:call-template name="say"><xsl:with-param name="id" select="'mark.quoted'"/><xsl:with-param name="a"><span><xsl:call-template name="published-language"/><xsl:value-of select="word"/></span></xsl:with-param></xsl:call-template></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="label" mode="label"/><xsl:call-template name="say"><xsl:with-param name="id" select="'mark.colon'"/></xsl:call-template><xsl:apply-templates select="value" mode="label"/></xsl:otherwise>
        </xsl:choose>
      </span>
    </xsl:for-each>
  </p>
</xsl:template>

</xsl:stylesheet>
