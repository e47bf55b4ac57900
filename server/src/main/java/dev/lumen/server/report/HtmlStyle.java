package dev.lumen.server.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** How the page of a report looks, and the policy that lets nothing else in. */
final class HtmlStyle {
  static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1c1f23;--soft:#667;--line:#d5d8dd;--good:#2c7a4b;--bad:#b3261e;--bar:#4a6fa5}
      @media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#9aa;--line:#3a3f46;--good:#6cc08b;--bad:#ff8a80;--bar:#8fb0e0}
      body{background:#15181c}}
      body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);max-width:60rem;margin:2rem auto;padding:0 1rem}
      h1{margin-bottom:0}h2{margin-top:2.5rem;font-size:1.1rem}
      p.soft,caption{color:var(--soft)}
      p,li{overflow-wrap:anywhere}
      .scroll{overflow-x:auto}
      table{border-collapse:collapse;width:100%;font-size:.875rem}
      th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--line);white-space:nowrap}
      td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
      li.critical strong,.no{color:var(--bad)}.yes{color:var(--good)}
      svg text{font-size:11px;fill:var(--soft)}svg.plot{width:100%;height:auto}
      .axis{stroke:var(--line)}.bar{fill:var(--bar)}.kept{fill:var(--good)}.missed{fill:var(--bad)}.limit{stroke:var(--ink)}
      """;

  /** Nothing may be loaded, and this style alone applies. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
          .formatted(digest(STYLE));

  private HtmlStyle() {}

  private static String digest(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
