<?xml version="1.0" encoding="UTF-8"?>
<!-- The touch screen in the hall: a document of its own, which its script fills. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template match="/page[@name = 'kiosk']" priority="1">
  <html lang="{@lang}">
    <head>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <!-- Text alone: furigana stand in brackets. -->
      <xsl:variable name="title"><xsl:call-template name="say"><xsl:with-param name="id" select="'kiosk.title'"/></xsl:call-template></xsl:variable>
      <title><xsl:value-of select="$title"/></title>
      <meta name="robots" content="noindex"/>
      <link rel="stylesheet" href="{key('file', 'assets/fonts.css')}"/>
      <link rel="stylesheet" href="{key('file', 'assets/kiosk.css')}"/>
      <link rel="icon" href="/favicon.ico" sizes="any"/>
      <link rel="icon" href="{key('file', 'assets/icon.svg')}" type="image/svg+xml"/>
      <script src="{key('file', 'assets/kiosk.js')}" type="module"></script>
    </head>
    <body>
      <main id="kiosk" data-idle="{idle}" data-language="{@code}" data-worker="/kiosk-worker.js"></main>
      <noscript>
        <p><a href="{home}"><xsl:call-template name="say"><xsl:with-param name="id" select="'kiosk.noscript'"/></xsl:call-template></a></p>
      </noscript>
    </body>
  </html>
</xsl:template>

</xsl:stylesheet>
