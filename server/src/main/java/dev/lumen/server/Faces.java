package dev.lumen.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.lumen.server.account.AccountResource;
import dev.lumen.server.account.ApiKeys;
import dev.lumen.server.account.AuditResource;
import dev.lumen.server.account.AuthMode;
import dev.lumen.server.account.AuthResource;
import dev.lumen.server.account.Authenticator;
import dev.lumen.server.account.Gate;
import dev.lumen.server.account.LimitCounts;
import dev.lumen.server.account.Limits;
import dev.lumen.server.account.Newcomers;
import dev.lumen.server.account.Users;
import dev.lumen.server.account.UsersResource;
import dev.lumen.server.analytics.AnalyticsResource;
import dev.lumen.server.api.AddressRanges;
import dev.lumen.server.api.DatabaseFailures;
import dev.lumen.server.api.Documentation;
import dev.lumen.server.api.Edge;
import dev.lumen.server.api.ErrorRouting;
import dev.lumen.server.api.ExceptionMappers;
import dev.lumen.server.api.HeadGuard;
import dev.lumen.server.api.Heads;
import dev.lumen.server.api.LoadShedder;
import dev.lumen.server.api.OpenApi;
import dev.lumen.server.api.Origins;
import dev.lumen.server.api.RouteTable;
import dev.lumen.server.conversation.ContextResource;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.conversation.ConversationResource;
import dev.lumen.server.conversation.ConversationSockets;
import dev.lumen.server.conversation.ProcessingSettings;
import dev.lumen.server.conversation.RequestKeys;
import dev.lumen.server.page.PageFiles;
import dev.lumen.server.page.PageResource;
import dev.lumen.server.performance.ConversationTimesResource;
import dev.lumen.server.performance.MetricsResource;
import dev.lumen.server.performance.Monitor;
import dev.lumen.server.performance.PerformanceResource;
import dev.lumen.server.performance.RequestTimes;
import dev.lumen.server.performance.StoreResource;
import dev.lumen.server.queue.QueueFullException;
import dev.lumen.server.realtime.HubSettings;
import dev.lumen.server.realtime.WebSocketUpgrade;
import dev.lumen.server.report.ReportResource;
import dev.lumen.server.review.ReviewResource;
import dev.lumen.server.review.Reviewer;
import dev.lumen.server.turn.ProcessingStatus;
import dev.lumen.server.turn.QueueResource;
import dev.lumen.server.turn.StatusResource;
import dev.lumen.server.turn.TranscriptResource;
import dev.lumen.server.turn.TurnCleaning;
import dev.lumen.server.turn.TurnResource;
import dev.lumen.server.turn.TurnRoom;
import dev.lumen.server.vocabulary.VocabularyResource;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The doors: REST, documentation, health and sockets, on one port. */
record Faces(
    WebServer web, HeadGuard heads, RealtimeDoors realtime, RouteTable table, Settings settings)
    implements AutoCloseable {
  private static final String CONVERSATIONS = "/api/v1/conversations";

  /** Above what any resource takes, each of which has its own, mostly smaller limit. */
  private static final long MAX_BODY_BYTES = 64L << 20;

  /** After this a connection that asks nothing is ended; sockets say something more often. */
  private static final Duration LONGEST_SILENCE =
      HubSettings.defaults().deadAfter().multipliedBy(2);

  /** The first request is not to find the rehearsal of turns at work; it takes some 0.1 s. */
  private static final Duration LONGEST_REHEARSAL = Duration.ofSeconds(1);

  /** For requests in hand when the server stops. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  /** Files that are open beside connections of clients: jars, the database's connections. */
  private static final long OTHER_FILES = 500;

  /** Half as much again as a socket that follows a conversation takes. */
  private static final long HEAP_OF_A_CONNECTION = 36 << 10;

  static Faces start(Settings settings, Core core) {
    RouteTable table = new RouteTable();
    boolean development = settings.auth() == AuthMode.DEV;
    LimitCounts counts = LimitCounts.over(core.redis(), core.clock());
    Gate gate = gate(settings, core, counts);
    ConversationAccess access =
        new ConversationAccess(gate, core.database(), core.room().conversations(), development);
    ErrorRouting errors =
        new ErrorRouting(
            DatabaseFailures.addTo(new ExceptionMappers())
                .map(QueueFullException.class, QueueResource::full),
            table::methodsAt,
            core.clock());

    HttpRouting.Builder http = HttpRouting.builder();
    SecuritySettings security = settings.security();
    Origins origins = origins(security, development);
    long heap = Runtime.getRuntime().maxMemory();
    LoadShedder shedder = LoadShedder.forHeap(heap);
    Edge.install(http, errors, origins, AddressRanges.of(security.trustedProxies()), core.clock());
    http.addFilter(shedder);
    http.addFilter(new RequestTimes(core.monitoring().monitor().measurements()));
    errors.install(http);
    rest(core, access, table, http);
    table.register(
        http,
        AuthResource.PATH,
        new AuthResource(core.sessions(), gate, settings.limits(), counts));
    administration(settings, core, gate, table, http);
    performance(core, access, shedder, table, http);
    table.register(http, "/health", health(core, development));
    table.register(http, "", new Documentation(new OpenApi()));
    LiveDoors.of(core, access, development).resources(table, http);
    PromptDoors.resources(core, access, table, http);
    RealtimeDoors realtime =
        RealtimeDoors.of(
            core,
            new ConversationSockets(
                gate.authenticator(),
                core.database(),
                core.room().conversations(),
                origins,
                development));
    realtime.resources(gate, access, table, http);
    // No part of the API, so not in the table; last, as it takes what nobody else has.
    PageResource page = new PageResource(PageFiles.packed());
    http.register("/", page).head("/*", Heads.of(page::answer));

    HeadGuard heads = new HeadGuard(HeadGuard.LONGEST_HEAD);
    WebServerConfig.Builder web =
        WebServer.builder()
            // This one in the place of those it would find by itself.
            .protocolsDiscoverServices(false)
            .addConnectionSelector(WebSocketUpgrade.over(heads))
            .host(settings.host())
            .port(settings.port())
            .shutdownHook(false)
            .maxPayloadSize(MAX_BODY_BYTES)
            .maxTcpConnections(mostConnections(heap))
            .idleConnectionTimeout(LONGEST_SILENCE)
            .idleConnectionPeriod(LONGEST_SILENCE.dividedBy(4))
            .shutdownGracePeriod(LAST_ANSWERS)
            .directHandlers(errors.directHandlers())
            .addRouting(http)
            .addRouting(realtime.sockets(gate));
    // A frame that follows another would wait until the client has confirmed the first, and that a
    // client puts off by 40 ms.
    SocketOptions.Builder socket = SocketOptions.builder().tcpNoDelay(true);
    if (security.tls() != null) {
      web.tls(Tls.builder().sslContext(ServerCertificate.context(security.tls())).build());
      // For those who begin to agree on TLS and stop.
      socket.readTimeout(LONGEST_SILENCE.multipliedBy(2));
    }
    web.connectionOptions(socket.build());
    WebServer ready = web.build();
    core.rehearsal().await(LONGEST_REHEARSAL);
    return new Faces(started(ready, settings), heads, realtime, table, settings);
  }

  private static void rest(
      Core core, ConversationAccess access, RouteTable table, HttpRouting.Builder http) {
    TurnRoom room = core.room();
    // Fixed words before {id}, so that "queue" and "import" are never taken for one.
    table.register(
        http, CONVERSATIONS, new QueueResource(access, room, core.workers(), core.statistics()));
    RequestKeys keys = new RequestKeys(core.clock());
    table.register(http, CONVERSATIONS, new TranscriptResource(access, room, core.intake(), keys));
    table.register(
        http,
        CONVERSATIONS,
        new ConversationResource(
            access, core.database(), room.conversations(), keys, core.monitoring().hotReads()));
    table.register(http, CONVERSATIONS, context(core, access));
    AnalyticsResource analytics =
        new AnalyticsResource(access, core.database(), core.clock(), core.monitoring().hotReads());
    table.register(http, CONVERSATIONS, analytics.ofConversation());
    table.register(http, AnalyticsResource.PATH, analytics.ofAccount());
    table.register(http, CONVERSATIONS, new TurnResource(access, room, core.intake()));
    table.register(http, CONVERSATIONS, new ReviewResource(access, new Reviewer(room)));
    table.register(http, CONVERSATIONS, vocabulary("/{id}/vocabulary", core, access));
    table.register(http, "/api/v1/vocabulary", vocabulary("", core, access));
    table.register(
        http,
        CONVERSATIONS,
        new StatusResource(access, room, new ProcessingStatus(room, core.estimate())));
  }

  private static void performance(
      Core core,
      ConversationAccess access,
      LoadShedder shedder,
      RouteTable table,
      HttpRouting.Builder http) {
    Monitor monitor = core.monitoring().monitor();
    table.register(
        http, PerformanceResource.PATH, new PerformanceResource(access, monitor, table::all));
    table.register(http, CONVERSATIONS, new ConversationTimesResource(access, core.database()));
    table.register(
        http,
        MetricsResource.PATH,
        new MetricsResource(access, monitor, core.database().replica(), shedder));
    table.register(
        http,
        StoreResource.PATH,
        new StoreResource(access, core.database(), core.clock(), core.log()));
    ReportSchedule reports = core.reports();
    table.register(
        http,
        ReportResource.PATH,
        new ReportResource(access, reports.store(), reports.maker(), reports::keep));
  }

  private static void administration(
      Settings settings, Core core, Gate gate, RouteTable table, HttpRouting.Builder http) {
    ApiKeys keys = gate.authenticator().keys();
    table.register(
        http,
        AccountResource.PATH,
        new AccountResource(gate, core.accounts(), core.sessions(), keys));
    table.register(
        http,
        UsersResource.PATH,
        new UsersResource(
            gate,
            new Users(core.database(), core.sessions(), core.links(), core.audit()),
            request -> settings.publicAddress(request.localPeer().port())));
    table.register(http, AuditResource.PATH, new AuditResource(gate, core.audit()));
  }

  /** What the cleaner was taught of conversations is learnt anew when their vocabulary changes. */
  private static VocabularyResource vocabulary(
      String prefix, Core core, ConversationAccess access) {
    TurnCleaning cleaning = core.room().cleaning();
    return new VocabularyResource(
        prefix,
        access,
        core.database(),
        scope -> {
          UUID conversation = scope.conversationId();
          if (conversation == null) {
            cleaning.forgetAll();
          } else {
            cleaning.forget(conversation);
          }
        });
  }

  private static ContextResource context(Core core, ConversationAccess access) {
    TurnRoom room = core.room();
    return new ContextResource(
        access,
        core.database(),
        room.conversations(),
        room.contexts(),
        new ContextResource.Hooks(
            conversation -> ProcessingSettings.from(conversation.metadata()).windowSize(),
            room.cleaning()::forget));
  }

  private static Origins origins(SecuritySettings security, boolean development) {
    List<String> welcome = new ArrayList<>(security.corsOrigins());
    // Behind a proxy the host that requests name need not be the one that people see.
    Optional.ofNullable(security.publicUrl())
        .ifPresent(url -> welcome.add(url.getScheme() + "://" + url.getRawAuthority()));
    return development ? Origins.development(welcome) : Origins.of(welcome);
  }

  private static Gate gate(Settings settings, Core core, LimitCounts counts) {
    Authenticator authenticator =
        new Authenticator(
            settings.auth(),
            core.tokens(),
            core.sessions().users(),
            new ApiKeys(core.database(), core.audit(), core.clock()),
            settings.security().issuer().newUsers()
                ? Newcomers.adding(core.accounts(), core.sessions().users(), core.audit())
                : token -> Optional.empty());
    return new Gate(authenticator, new Limits(settings.limits(), counts));
  }

  private static HealthResource health(Core core, boolean development) {
    return new HealthResource(
        new HealthResource.Parts(
            new DatabaseProbe(core.database()),
            core.database().replica(),
            core.feed(),
            core.workers(),
            core.hub(),
            core.readiness(),
            core.model(),
            development ? "development" : "production",
            core.clock()));
  }

  /**
   * As many as the heap bears and the system has file descriptors for. Those who come when there is
   * no place are kept waiting; an accept that fails would end the listener for good, and a full
   * heap everything.
   */
  private static int mostConnections(long heap) {
    long borne = heap / HEAP_OF_A_CONNECTION;
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Math.clamp(
            Math.min(borne, unix.getMaxFileDescriptorCount() - OTHER_FILES), 100, 1_000_000)
        : Math.clamp(borne, 100, 10_000);
  }

  private static WebServer started(WebServer web, Settings settings) {
    try {
      return web.start();
    } catch (RuntimeException e) {
      throw new StartupException(
          "Lumen cannot listen on %s:%d. Is another server running there? Choose another port with --port, or 0 for a free one."
              .formatted(settings.host(), settings.port()),
          e);
    }
  }

  /** Where clients reach it, with the port it really has. */
  URI address() {
    return settings.address(web.port());
  }

  /** Every route, as {@code get /health}. */
  Set<String> routes() {
    return table.all();
  }

  @Override
  public void close() {
    realtime.close();
    web.stop();
    heads.close();
  }
}
