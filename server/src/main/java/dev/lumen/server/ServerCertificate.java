package dev.lumen.server;

import dev.lumen.server.SecuritySettings.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that the server shows, from files that somebody renews: they are read again when
 * they have changed, at most once a minute. A renewal that cannot be read leaves the one before.
 */
final class ServerCertificate extends X509ExtendedKeyManager {
  private static final System.Logger LOG = System.getLogger(ServerCertificate.class.getName());
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
  private static final String ALIAS = "lumen";
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private record Loaded(PrivateKey key, List<X509Certificate> chain, FileTime changed) {}

  private final TlsFiles files;
  private volatile Loaded loaded;
  private long lookedAt = System.nanoTime();

  private ServerCertificate(TlsFiles files) throws IOException, GeneralSecurityException {
    this.files = files;
    this.loaded = load(files);
  }

  /**
   * What the web server needs to speak TLS.
   *
   * @throws StartupException when the files cannot be used
   */
  static SSLContext context(TlsFiles files) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ServerCertificate(files)}, null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new StartupException(
          "The certificate %s and its key %s cannot be used (%s). Both are PEM files; the key is PKCS #8 and not encrypted, as `openssl pkcs8 -topk8 -nocrypt` writes it."
              .formatted(files.certificate(), files.key(), e.getMessage()),
          e);
    }
  }

  /**
   * When the certificate ends.
   *
   * @throws StartupException when the files cannot be used
   */
  static Instant validUntil(TlsFiles files) {
    context(files);
    try {
      return load(files).chain().getFirst().getNotAfter().toInstant();
    } catch (IOException | GeneralSecurityException e) {
      throw new StartupException("The certificate changed while it was read.", e);
    }
  }

  private static Loaded load(TlsFiles files) throws IOException, GeneralSecurityException {
    FileTime changed = Files.getLastModifiedTime(files.certificate());
    try (InputStream in = Files.newInputStream(files.certificate())) {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (chain.isEmpty()) {
        throw new GeneralSecurityException("there is no certificate in the file");
      }
      return new Loaded(key(files, chain.getFirst()), chain, changed);
    }
  }

  private static PrivateKey key(TlsFiles files, X509Certificate certificate)
      throws IOException, GeneralSecurityException {
    Matcher pem = KEY.matcher(Files.readString(files.key(), StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw new GeneralSecurityException("there is no PKCS #8 key in the file");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
    return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private synchronized Loaded current() {
    if (System.nanoTime() - lookedAt > LOOK_AGAIN.toNanos()) {
      lookedAt = System.nanoTime();
      reload();
    }
    return loaded;
  }

  private void reload() {
    try {
      if (!Files.getLastModifiedTime(files.certificate()).equals(loaded.changed())) {
        loaded = load(files);
        LOG.log(System.Logger.Level.INFO, "The renewed certificate is in use.");
      }
    } catch (IOException | GeneralSecurityException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The certificate {0} has changed and cannot be read; the one before stays in use.",
          files.certificate());
    }
  }

  private @Nullable String alias(String keyType) {
    String own = loaded.key().getAlgorithm();
    // The names of kinds of keys carry more than that: "EC_EC", "RSASSA-PSS".
    return keyType.startsWith(own) || (own.equals("EdDSA") && keyType.startsWith("Ed"))
        ? ALIAS
        : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return alias(keyType);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return alias(keyType);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return current().chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return current().key();
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
