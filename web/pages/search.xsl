<?xml version="1.0" encoding="UTF-8"?>
<!-- The search page: form, what is chosen, hits, facets. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template match="page[@name = 'search']" mode="title">
  <xsl:choose>
    <xsl:when test="q != ''"><xsl:call-template name="say"><xsl:with-param name="id" select="'search.title.of'"/><xsl:with-param name="a" select="string(q)"/></xsl:call-template></xsl:when>
    <xsl:when test="chips/item/value"><xsl:for-each select="chips/item[value]"><xsl:if test="position() &gt; 1"><xsl:call-template name="say"><xsl:with-param name="id" select="'mark.comma'"/></xsl:call-template></xsl:if><xsl:apply-templates select="value" mode="label"/></xsl:for-each></xsl:when>
    <xsl:when test="first &gt; 1"><xsl:call-template name="say"><xsl:with-param name="id" select="'results.stretch'"/><xsl:with-param name="a" select="string(first)"/><xsl:with-param name="b" select="string(first + count(hits/item) - 1)"/><xsl:with-param name="c" select="string(total)"/></xsl:call-template></xsl:when>
  </xsl:choose>
</xsl:template>

<xsl:template match="page[@name = 'search']" mode="main">
  <div class="hero">
    <div class="wide">
      <h1><xsl:call-template name="say"><xsl:with-param name="id" select="'search.heading'"/></xsl:call-template></h1>
      <xsl:call-template name="search-form"/>
    </div>
  </div>
  <div class="wide" id="answer">
    <xsl:call-template name="notices"/>
    <!-- What was asked stands in the box, which paper has none of. -->
    <xsl:if test="q != ''"><p class="on-paper"><xsl:call-template name="say"><xsl:with-param name="id" select="'search.title.of'"/><xsl:with-param name="a"><span><xsl:call-template name="published-language"/><xsl:value-of select="q"/></span></xsl:with-param></xsl:call-template></p></xsl:if>
    <xsl:call-template name="status"/>
    <p class="to-narrowing"><a href="#narrowing-heading"><xsl:call-template name="say"><xsl:with-param name="id" select="'facets.heading'"/></xsl:call-template></a></p>
    <div class="columns">
      <section class="results" aria-labelledby="results-heading">
        <h2 id="results-heading"><xsl:call-template name="say"><xsl:with-param name="id" select="'results.heading'"/></xsl:call-template></h2>
        <xsl:call-template name="results"/>
      </section>
      <section class="narrowing" aria-labelledby="narrowing-heading">
        <h2 id="narrowing-heading"><xsl:call-template name="say"><xsl:with-param name="id" select="'facets.heading'"/></xsl:call-template></h2>
        <xsl:if test="overview"><p class="to-picture"><a href="{picture}"><xsl:call-template name="say"><xsl:with-param name="id" select="'facets.picture'"/></xsl:call-template></a></p></xsl:if>
        <xsl:for-each select="facets/item[values/item]"><xsl:call-template name="facet"/></xsl:for-each>
      </section>
    </div>
  </div>
</xsl:template>

<xsl:template name="search-form">
  <kyodo-search action="/">
      <!-- A private subtag: やさしい日本語 has none of its own. -->
      <xsl:attribute name="lang"><xsl:value-of select="@lang"/><xsl:if test="@code = 'easy'">-x-easy</xsl:if></xsl:attribute>
    <form class="search" action="/" method="get" role="search">
      <label for="q"><xsl:call-template name="say"><xsl:with-param name="id" select="'search.label'"/></xsl:call-template></label>
      <input id="q" name="q" type="search" value="{q}" maxlength="160" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" aria-describedby="q-hint"/>
      <button type="submit"><xsl:call-template name="say"><xsl:with-param name="id" select="'search.button'"/></xsl:call-template></button>
      <p id="q-hint" class="hint" part="hint"><xsl:call-template name="say"><xsl:with-param name="id" select="'search.hint'"/></xsl:call-template></p>
      <xsl:for-each select="hidden/item"><input type="hidden" name="{name}" value="{value}"/></xsl:for-each>
    </form>
  </kyodo-search>
</xsl:template>

<xsl:template name="status">
  <p class="status" id="status" role="status">
    <xsl:attribute name="data-failed"><xsl:call-template name="say"><xsl:with-param name="id" select="'status.failed'"/></xsl:call-template></xsl:attribute>
    <xsl:choose>
      <xsl:when test="total = 0"><xsl:call-template name="say"><xsl:with-param name="id" select="'status.none'"/></xsl:call-template></xsl:when>
      <xsl:when test="relaxing/relaxed = 'true'"><xsl:call-template name="say"><xsl:with-param name="id" select="'status.relaxed'"/><xsl:with-param name="a"><strong><xsl:value-of select="total"/></strong></xsl:with-param></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="say"><xsl:with-param name="id" select="'status.found'"/><xsl:with-param name="a"><strong><xsl:value-of select="total"/></strong></xsl:with-param></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </p>
  <xsl:call-template name="chips"/>
</xsl:template>

<xsl:template name="facet">
  <details class="facet" data-facet="{name}">
    <xsl:if test="chosen = 'true' or position() &lt;= 2"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
    <summary><h3><xsl:apply-templates select="label" mode="label"/></h3></summary>
    <ul>
      <xsl:for-each select="values/item">
        <li>
          <a href="{href}" rel="nofollow">
            <xsl:attribute name="class">value<xsl:if test="selected = 'true'"> chosen</xsl:if><xsl:if test="count = 0"> empty</xsl:if></xsl:attribute>
            <xsl:if test="selected = 'true'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
            <span class="box" aria-hidden="true"></span>
            <span class="value-label"><xsl:apply-templates select="label" mode="label"/></span>
            <span class="count"><xsl:call-template name="say"><xsl:with-param name="id" select="'facets.count'"/><xsl:with-param name="a" select="string(count)"/></xsl:call-template></span>
          </a>
        </li>
      </xsl:for-each>
    </ul>
  </details>
</xsl:template>

<xsl:template name="results">
  <xsl:if test="relaxing/relaxed = 'true' and relaxing/words/item">
    <p class="relaxed">
      <xsl:call-template name="say"><xsl:with-param name="id" select="'relaxed.dropped'"/></xsl:call-template>
      <xsl:for-each select="relaxing/words/item"><xsl:text> </xsl:text><del><xsl:value-of select="."/></del></xsl:for-each>
    </p>
  </xsl:if>
  <xsl:if test="corrected">
    <p class="corrected"><xsl:call-template name="say"><xsl:with-param name="id" select="'corrected.ask'"/><xsl:with-param name="a"><a href="{corrected/href}"><xsl:call-template name="published-language"/><xsl:value-of select="corrected/q"/></a></xsl:with-param></xsl:call-template></p>
  </xsl:if>
  <xsl:choose>
    <xsl:when test="total &gt; 0">
      <div class="order">
        <xsl:if test="hits/item"><p class="stretch"><xsl:call-template name="say"><xsl:with-param name="id" select="'results.stretch'"/><xsl:with-param name="a" select="string(first)"/><xsl:with-param name="b" select="string(first + count(hits/item) - 1)"/><xsl:with-param name="c" select="string(total)"/></xsl:call-template></p></xsl:if>
        <nav class="sorts">
          <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'sort.label'"/></xsl:call-template></xsl:attribute>
          <ul>
            <xsl:for-each select="sorts/item">
              <li><a href="{href}" rel="nofollow"><xsl:if test="current = 'true'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:call-template name="say"><xsl:with-param name="id" select="concat('sort.', key)"/></xsl:call-template></a></li>
            </xsl:for-each>
          </ul>
        </nav>
      </div>
      <xsl:choose>
        <xsl:when test="hits/item"><ol class="hits" start="{first}"><xsl:for-each select="hits/item"><xsl:call-template name="hit"/></xsl:for-each></ol></xsl:when>
        <xsl:otherwise>
          <p class="past-end"><xsl:call-template name="say"><xsl:with-param name="id" select="'results.past-end'"/></xsl:call-template></p>
          <p><a class="button" href="{sorts/item[current = 'true']/href}"><xsl:call-template name="say"><xsl:with-param name="id" select="'pages.number'"/><xsl:with-param name="a" select="'1'"/></xsl:call-template></a></p>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="stretches"/>
      <p class="as-csv"><a href="{csv}" download=""><xsl:call-template name="say"><xsl:with-param name="id" select="'results.csv'"/></xsl:call-template></a></p>
    </xsl:when>
    <xsl:when test="nearest/hits/item">
      <h3 class="nearest-heading"><xsl:call-template name="say"><xsl:with-param name="id" select="concat('nearest.', nearest/why)"/></xsl:call-template></h3>
      <ol class="hits"><xsl:for-each select="nearest/hits/item"><xsl:call-template name="hit"/></xsl:for-each></ol>
      <xsl:if test="nearest/why = 'filters'"><p><a class="button" href="{clear}"><xsl:call-template name="say"><xsl:with-param name="id" select="'chips.clear'"/></xsl:call-template></a></p></xsl:if>
    </xsl:when>
  </xsl:choose>
  <xsl:if test="related/item"><xsl:call-template name="related"/></xsl:if>
</xsl:template>

<xsl:template name="stretches">
  <xsl:if test="pages/numbers/item">
    <nav class="pages">
      <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'pages.label'"/></xsl:call-template></xsl:attribute>
      <ul>
        <xsl:if test="pages/previous"><li><a rel="prev" href="{pages/previous}"><xsl:call-template name="say"><xsl:with-param name="id" select="'pages.previous'"/></xsl:call-template></a></li></xsl:if>
        <xsl:for-each select="pages/numbers/item">
          <li>
            <a href="{href}">
              <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'pages.number'"/><xsl:with-param name="a" select="string(number)"/></xsl:call-template></xsl:attribute>
              <xsl:if test="current = 'true'"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
              <xsl:value-of select="number"/>
            </a>
          </li>
        </xsl:for-each>
        <xsl:if test="pages/next"><li><a rel="next" href="{pages/next}"><xsl:call-template name="say"><xsl:with-param name="id" select="'pages.next'"/></xsl:call-template></a></li></xsl:if>
      </ul>
    </nav>
  </xsl:if>
</xsl:template>

<xsl:template name="related">
  <section class="related" aria-labelledby="related-heading">
    <h2 id="related-heading"><xsl:call-template name="say"><xsl:with-param name="id" select="'related.heading'"/></xsl:call-template></h2>
    <ul>
      <xsl:for-each select="related/item">
        <li>
          <a href="{href}">
            <xsl:choose>
              <xsl:when test="word"><span><xsl:call-template name="published-language"/><xsl:value-of select="word"/></span></xsl:when>
              <xsl:otherwise><span class="tag-label"><xsl:apply-templates select="label" mode="label"/><xsl:call-template name="say"><xsl:with-param name="id" select="'mark.colon'"/></xsl:call-template></span><xsl:apply-templates select="value" mode="label"/></xsl:otherwise>
            </xsl:choose>
            <xsl:text> </xsl:text>
            <span class="count"><xsl:call-template name="say"><xsl:with-param name="id" select="'facets.count'"/><xsl:with-param name="a" select="string(count)"/></xsl:call-template></span>
          </a>
        </li>
      </xsl:for-each>
    </ul>
  </section>
</xsl:template>

</xsl:stylesheet>
