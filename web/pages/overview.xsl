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
          <li><a href="{href}"><xsl:if test="current = 'true'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.of'"/><xsl:with-param name="a" select="row/say/node()"/><xsl:with-param name="b" select="column/say/node()"/></xsl:call-template></a></li>
        </xsl:for-each>
      </ul>
    </nav>
    <xsl:call-template name="notices"/>
    <p class="status" id="status" role="status"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.records'"/><xsl:with-param name="a"><strong><xsl:value-of select="total"/></strong></xsl:with-param></xsl:call-template></p>
    <p class="to-list"><a href="{list}"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.list'"/></xsl:call-template></a></p>
    <div class="picture" tabindex="0" role="group">
      <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.of'"/><xsl:with-param name="a" select="string(row/say)"/><xsl:with-param name="b" select="string(column/say)"/></xsl:call-template></xsl:attribute>
      <xsl:call-template name="picture"/>
    </div>
    <xsl:call-template name="numbers"/>
  </div>
</xsl:template>

<!-- Labels without furigana: there is no ruby in SVG. -->
<xsl:template match="ruby" mode="plain"><xsl:value-of select="text()"/></xsl:template>
<xsl:template match="text()" mode="plain"><xsl:value-of select="."/></xsl:template>

<!-- Its own units are pixels where the browser's text size is as we set it; it grows with the text. -->
<xsl:template name="picture">
  <svg viewBox="0 0 {measures/width} {measures/height}" width="{measures/width div 18}rem" height="{measures/height div 18}rem" role="presentation">
    <xsl:for-each select="columns/item">
      <line class="grid" x1="{x}" x2="{x}" y1="{/page/measures/top}" y2="{/page/measures/height}"/>
      <text class="column-label" aria-hidden="true">
        <xsl:if test="label/published = 'true'"><xsl:call-template name="published-language"/></xsl:if>
        <xsl:choose>
          <xsl:when test="/page/@lang = 'ja'"><xsl:attribute name="x"><xsl:value-of select="x"/></xsl:attribute><xsl:attribute name="y"><xsl:value-of select="/page/measures/top - 8"/></xsl:attribute><xsl:attribute name="writing-mode">vertical-rl</xsl:attribute><xsl:attribute name="text-anchor">end</xsl:attribute></xsl:when>
          <xsl:otherwise><xsl:attribute name="transform"><xsl:value-of select="concat('translate(', x, ' ', /page/measures/top - 6, ') rotate(-50)')"/></xsl:attribute></xsl:otherwise>
        </xsl:choose>
        <xsl:apply-templates select="label/say/node()" mode="plain"/>
      </text>
    </xsl:for-each>
    <xsl:for-each select="rows/item">
      <line class="grid" x1="{/page/measures/left}" x2="{/page/measures/width}" y1="{y}" y2="{y}"/>
      <text class="row-label" aria-hidden="true" x="{/page/measures/left - 6}" y="{y}" text-anchor="end" dominant-baseline="central"><xsl:if test="label/published = 'true'"><xsl:call-template name="published-language"/></xsl:if><xsl:apply-templates select="label/say/node()" mode="plain"/></text>
    </xsl:for-each>
    <xsl:for-each select="rows/item">
      <xsl:variable name="row"><xsl:apply-templates select="label/say/node()" mode="plain"/></xsl:variable>
      <xsl:for-each select="cells/item[count &gt; 0]">
        <a href="{href}">
          <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.cell'"/><xsl:with-param name="a" select="string($row)"/><xsl:with-param name="b"><xsl:apply-templates select="column/say/node()" mode="plain"/></xsl:with-param><xsl:with-param name="c" select="string(count)"/></xsl:call-template></xsl:attribute>
          <circle class="reach" cx="{x}" cy="{y}" r="22"/>
          <circle class="bubble" cx="{x}" cy="{y}" r="{r}"/>
          <text class="number" x="{x}" y="{y}" text-anchor="middle" dominant-baseline="central"><xsl:value-of select="count"/></text>
        </a>
      </xsl:for-each>
    </xsl:for-each>
  </svg>
</xsl:template>

<xsl:template name="numbers">
  <details class="numbers" open="open">
    <summary><h2><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.table'"/></xsl:call-template></h2></summary>
    <div class="numbers-scroll" tabindex="0" role="group">
      <xsl:attribute name="aria-label"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.table'"/></xsl:call-template></xsl:attribute>
      <table>
        <caption><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.of'"/><xsl:with-param name="a" select="row/say/node()"/><xsl:with-param name="b" select="column/say/node()"/></xsl:call-template></caption>
        <thead>
          <tr>
            <td></td>
            <xsl:for-each select="columns/item"><th scope="col"><a href="{href}"><xsl:apply-templates select="label" mode="label"/></a></th></xsl:for-each>
            <th scope="col" class="number"><xsl:call-template name="say"><xsl:with-param name="id" select="'overview.total'"/></xsl:call-template></th>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="rows/item">
            <tr>
              <th scope="row"><a href="{href}"><xsl:apply-templates select="label" mode="label"/></a></th>
              <xsl:for-each select="cells/item"><td class="number"><xsl:choose><xsl:when test="href"><a href="{href}"><xsl:value-of select="count"/></a></xsl:when><xsl:otherwise><xsl:value-of select="count"/></xsl:otherwise></xsl:choose></td></xsl:for-each>
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
