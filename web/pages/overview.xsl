<?xml version="1.0" encoding="UTF-8"?>
<!-- Two facets at once: a picture, and the same numbers as a table. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template match="page[@name = 'overview']" mode="title"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.title'"/></xsl:call-template></xsl:template>

<xsl:template match="page[@name = 'overview']" mode="main">
  <div class="wide overview" id="answer">
    <h1><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.heading'"/></xsl:call-template></h1>
    <p><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.about'"/></xsl:call-template></p>
    <nav class="views">
      <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.choose'"/></xsl:call-template></xsl:attribute>
      <ul>
        <xsl:for-each select="views/item">
          <li><a href="{href}"><xsl:if test="current = 'true'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.of'"/><xsl:with-param name="a" select="row/*[self::say or self::text]/node()"/><xsl:with-param name="b" select="column/*[self::say or self::text]/node()"/></xsl:call-template></a></li>
        </xsl:for-each>
      </ul>
    </nav>
    <xsl:call-template name="notices"/>
    <p class="status" id="status" role="status">
      <xsl:choose>
        <xsl:when test="total = 0"><xsl:call-template name="say"><xsl:with-param name="id" select="'status.none'"/></xsl:call-template></xsl:when>
        <xsl:when test="relaxed = 'true'"><xsl:call-template name="say"><xsl:with-param name="id" select="'status.relaxed'"/><xsl:with-param name="a"><strong><xsl:value-of select="total"/></strong></xsl:with-param></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.records'"/><xsl:with-param name="a"><strong><xsl:value-of select="total"/></strong></xsl:with-param></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </p>
    <xsl:call-template name="chips"/>
    <p class="to-list"><a href="{list}"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.list'"/></xsl:call-template></a></p>
    <xsl:if test="rows/item[outside = 'true'] or columns/item[outside = 'true']"><p class="hint"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.outside'"/></xsl:call-template></p></xsl:if>
    <xsl:if test="cut"><p class="hint"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.cut'"/><xsl:with-param name="a" select="string(cut)"/></xsl:call-template></p></xsl:if>
    <div class="picture" tabindex="0" role="group">
      <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.of'"/><xsl:with-param name="a" select="string(row/say | row/text)"/><xsl:with-param name="b" select="string(column/say | column/text)"/></xsl:call-template></xsl:attribute>
      <xsl:call-template name="picture"/>
    </div>
    <xsl:call-template name="numbers"/>
  </div>
</xsl:template>

<!-- Labels without furigana: there is no room for them. -->
<xsl:template match="*" mode="short"><xsl:apply-templates select="(say | text)/node()" mode="plain"/></xsl:template>
<xsl:template match="ruby" mode="plain"><xsl:value-of select="text()"/></xsl:template>
<xsl:template match="text()" mode="plain"><xsl:value-of select="."/></xsl:template>

<!-- Its own units are pixels where the browser's text size is as we set it; it grows with the text.
     The labels stand beside it, so that they break lines, and those of rows stay in sight; each
     circle's name has them, and the table. -->
<xsl:template name="picture">
  <div class="chart">
    <div class="corner"></div>
    <ol class="column-labels" aria-hidden="true"><xsl:for-each select="columns/item"><xsl:call-template name="side-label"/></xsl:for-each></ol>
    <ol class="row-labels" aria-hidden="true"><xsl:for-each select="rows/item"><xsl:call-template name="side-label"/></xsl:for-each></ol>
    <svg viewBox="0 0 {measures/width} {measures/height}" width="{measures/width div 18}rem" height="{measures/height div 18}rem" role="presentation">
      <xsl:for-each select="columns/item"><line class="grid" x1="{x}" x2="{x}" y1="0" y2="{/page/measures/height}"/></xsl:for-each>
      <xsl:for-each select="rows/item"><line class="grid" x1="0" x2="{/page/measures/width}" y1="{y}" y2="{y}"/></xsl:for-each>
      <xsl:for-each select="rows/item"><xsl:call-template name="circles"/></xsl:for-each>
    </svg>
  </div>
</xsl:template>

<xsl:template name="side-label">
  <li>
    <xsl:if test="outside = 'true'"><xsl:attribute name="class">outside</xsl:attribute></xsl:if>
    <span><xsl:if test="label/published = 'true'"><xsl:call-template name="published-language"/></xsl:if><xsl:apply-templates select="label" mode="short"/></span>
  </li>
</xsl:template>

<!-- Of what is not chosen, dashed ones without a number: they lead to choosing it instead. -->
<xsl:template name="circles">
  <xsl:variable name="row"><xsl:apply-templates select="label" mode="short"/></xsl:variable>
  <xsl:for-each select="cells/item[href]">
    <xsl:variable name="column"><xsl:apply-templates select="column" mode="short"/></xsl:variable>
    <a href="{href}">
      <xsl:if test="instead"><xsl:attribute name="class">outside</xsl:attribute></xsl:if>
      <xsl:attribute name="aria-label">
        <xsl:choose>
          <xsl:when test="instead"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.instead'"/><xsl:with-param name="a" select="string($row)"/><xsl:with-param name="b" select="string($column)"/><xsl:with-param name="c" select="string(instead)"/></xsl:call-template></xsl:when>
          <xsl:otherwise><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.cell'"/><xsl:with-param name="a" select="string($row)"/><xsl:with-param name="b" select="string($column)"/><xsl:with-param name="c" select="string(count)"/></xsl:call-template></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <circle class="reach" cx="{x}" cy="{y}" r="22"/>
      <circle class="bubble" cx="{x}" cy="{y}" r="{r}"/>
      <xsl:if test="not(instead)"><text class="number" x="{x}" y="{y}" text-anchor="middle" dominant-baseline="central"><xsl:value-of select="count"/></text></xsl:if>
    </a>
  </xsl:for-each>
</xsl:template>

<xsl:template name="numbers">
  <details class="numbers" open="open">
    <summary><h2><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.table'"/></xsl:call-template></h2></summary>
    <div class="numbers-scroll" tabindex="0" role="group">
      <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.table'"/></xsl:call-template></xsl:attribute>
      <table>
        <caption><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.of'"/><xsl:with-param name="a" select="row/*[self::say or self::text]/node()"/><xsl:with-param name="b" select="column/*[self::say or self::text]/node()"/></xsl:call-template></caption>
        <thead>
          <tr>
            <td></td>
            <xsl:for-each select="columns/item"><th scope="col"><xsl:if test="outside = 'true'"><xsl:attribute name="class">outside</xsl:attribute></xsl:if><a href="{href}"><xsl:apply-templates select="label" mode="label"/></a></th></xsl:for-each>
            <th scope="col" class="number"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.total'"/></xsl:call-template></th>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="rows/item">
            <tr>
              <xsl:if test="outside = 'true'"><xsl:attribute name="class">outside</xsl:attribute></xsl:if>
              <th scope="row"><a href="{href}"><xsl:apply-templates select="label" mode="label"/></a></th>
              <xsl:for-each select="cells/item"><td class="number"><xsl:choose><xsl:when test="instead"><a class="instead" href="{href}">(<xsl:value-of select="instead"/>)</a></xsl:when><xsl:when test="count &gt; 0"><a href="{href}"><xsl:value-of select="count"/></a></xsl:when><xsl:otherwise><xsl:value-of select="count"/></xsl:otherwise></xsl:choose></td></xsl:for-each>
              <td class="number"><xsl:value-of select="total"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.total'"/></xsl:call-template></th>
            <xsl:for-each select="columns/item"><td class="number"><xsl:value-of select="total"/></td></xsl:for-each>
            <td class="number"><xsl:value-of select="total"/></td>
          </tr>
        </tfoot>
      </table>
    </div>
  </details>
</xsl:template>

</xsl:stylesheet>
