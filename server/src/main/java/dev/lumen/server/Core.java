package dev.lumen.server;

import dev.lumen.cleaner.Cleaner;
import dev.lumen.server.account.AccountStore;
import dev.lumen.server.account.AuditTrail;
import dev.lumen.server.account.DevelopmentUsers;
import dev.lumen.server.account.FirstStart;
import dev.lumen.server.account.IssuerKeys;
import dev.lumen.server.account.Passwords;
import dev.lumen.server.account.Sessions;
import dev.lumen.server.account.SignInLinks;
import dev.lumen.server.account.SigningKey;
import dev.lumen.server.account.Tokens;
import dev.lumen.server.conversation.RequestKeys;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.PostgresServer;
import dev.lumen.server.feed.ChangeFeed;
import dev.lumen.server.feed.FeedListener;
import dev.lumen.server.feed.FeedSettings;
import dev.lumen.server.live.LivePatience;
import dev.lumen.server.live.LiveRoom;
import dev.lumen.server.live.LocalResponder;
import dev.lumen.server.live.ModelResponder;
import dev.lumen.server.live.Responder;
import dev.lumen.server.measure.LogCounts;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.TurnTrace;
import dev.lumen.server.model.GuardedModel;
import dev.lumen.server.model.LanguageModel;
import dev.lumen.server.performance.FeedTimes;
import dev.lumen.server.performance.QueryTimes;
import dev.lumen.server.prompt.Adviser;
import dev.lumen.server.queue.PostgresTurnQueue;
import dev.lumen.server.queue.RedisTurnQueue;
import dev.lumen.server.queue.TurnQueue;
import dev.lumen.server.queue.Workers;
import dev.lumen.server.realtime.EventStore;
import dev.lumen.server.realtime.HubSettings;
import dev.lumen.server.realtime.RealtimeHub;
import dev.lumen.server.realtime.supabase.ChangeFanout;
import dev.lumen.server.redis.RedisLink;
import dev.lumen.server.report.ReportMaker;
import dev.lumen.server.report.ReportStore;
import dev.lumen.server.trace.OtlpTrace;
import dev.lumen.server.turn.IntakeRehearsal;
import dev.lumen.server.turn.ProcessingStatistics;
import dev.lumen.server.turn.QueueNews;
import dev.lumen.server.turn.TurnIntake;
import dev.lumen.server.turn.TurnProcessor;
import dev.lumen.server.turn.TurnRecords;
import dev.lumen.server.turn.TurnRoom;
import dev.lumen.server.turn.TurnWatcher;
import dev.lumen.server.turn.WaitEstimate;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything below the faces: store, accounts, queue, workers, feed and hub.
 *
 * @param clock the time of the whole server
 */
record Core(
    Clock clock,
    Database database,
    Passwords passwords,
    AccountStore accounts,
    Sessions sessions,
    Tokens tokens,
    AuditTrail audit,
    TurnRoom room,
    TurnIntake intake,
    IntakeRehearsal rehearsal,
    ProcessingStatistics statistics,
    WaitEstimate estimate,
    Workers workers,
    RealtimeHub hub,
    ChangeFanout fanout,
    ChangeFeed feed,
    LiveRoom live,
    Optional<Adviser> adviser,
    Monitoring monitoring,
    ReportSchedule reports,
    LogCounts log,
    TurnTrace trace,
    StatusNews statusNews,
    AuditRetention retention,
    ConversationRetention conversationRetention,
    BackupSchedule backups,
    Readiness readiness,
    Optional<RedisLink> redis,
    Optional<GuardedModel> model)
    implements AutoCloseable {

  private static final List<String> PUBLICATIONS = List.of("supabase_realtime", "lumen_events");

  /**
   * What PostgreSQL keeps of an instant: what is told at once and what is read later are the same.
   */
  private static final Duration STORED_PRECISION = Duration.ofNanos(1_000);

  /** Connections beside one for each worker: requests in flight that touch the database. */
  private static final int REQUEST_CONNECTIONS = 8;

  static Core start(Settings settings, PostgresServer postgres, Surroundings around) {
    Clock clock = Clock.tick(Clock.systemUTC(), STORED_PRECISION);
    Database database =
        Database.open(
            postgres, settings.queue().workers() + REQUEST_CONNECTIONS, settings.replica());
    try {
      return start(settings, clock, around, database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Core start(
      Settings settings, Clock clock, Surroundings around, Database database) {
    InstantSource monitorTime = around.monitorTime();
    URI collector = settings.monitoring().otlpEndpoint();
    TurnTrace trace = collector == null ? TurnTrace.OFF : OtlpTrace.to(collector, Version.CURRENT);
    Measurements measurements = new Measurements(monitorTime, trace);
    database.measure(new QueryTimes(measurements));
    database.onConnect(measurements.operation("db.connect")::recordMillis);
    AccountStore accounts = new AccountStore(database);
    AuditTrail audit = new AuditTrail(database, clock);
    Passwords passwords = new Passwords();
    Tokens tokens = new Tokens(signingKey(settings), issuerKeys(settings), clock);
    Sessions sessions = new Sessions(database, passwords, tokens, clock);
    DevelopmentUsers.prepare(settings.auth(), accounts, passwords, sessions);

    String redisUrl = settings.queue().redisUrl();
    Optional<RedisLink> redis =
        redisUrl == null ? Optional.empty() : Optional.of(RedisLink.open(redisUrl));
    TurnQueue queue =
        redis
            .<TurnQueue>map(link -> new RedisTurnQueue(database, link, measurements))
            .orElseGet(() -> new PostgresTurnQueue(database, measurements));
    Optional<GuardedModel> model =
        Optional.ofNullable(settings.model().endpoint())
            .map(it -> GuardedModel.open(it, settings.model().calls(), measurements));
    TurnRoom room = TurnRoom.of(database, Cleaner.standard(), queue, clock, measurements);
    RealtimeHub hub = new RealtimeHub(new EventStore(database), HubSettings.defaults(), clock);
    redis.ifPresent(link -> NewsRelay.connect(hub, link));
    ProcessingStatistics statistics = new ProcessingStatistics();
    AtomicReference<IntSupplier> running = new AtomicReference<>(() -> 0);
    WaitEstimate estimate =
        new WaitEstimate(statistics, () -> running.get().getAsInt(), queue::waiting);
    QueueNews news = new QueueNews(hub, statistics, estimate);
    TurnProcessor processor =
        new TurnProcessor(room, statistics, news, settings.queue().afterFailure());
    Workers workers = new Workers(queue, processor, settings.queue().workers());
    running.set(workers::count);
    ChangeFanout fanout = new ChangeFanout(database, new TurnRecords());
    ChangeFeed feed =
        ChangeFeed.start(
            FeedSettings.of(
                database.server().jdbcUrl(),
                database.server().user(),
                database.server().password(),
                PUBLICATIONS),
            FeedListener.all(
                List.of(hub, fanout, new TurnWatcher(room), new FeedTimes(measurements, clock))));
    if (database.server().isExclusive()) {
      queue.releaseAll();
    }
    workers.start();
    TurnIntake intake = new TurnIntake(room, news, () -> workers.count() > 0);
    IntakeRehearsal rehearsal = IntakeRehearsal.begin(room, news);
    String node = NodeName.in(settings.dataDir());
    ReportStore reportStore = new ReportStore(database);
    ReportSchedule reports =
        new ReportSchedule(
            reportStore,
            new ReportMaker(reportStore, monitorTime),
            measurements,
            monitorTime,
            settings.monitoring().reportDays(),
            node);
    Monitoring monitoring =
        Monitoring.start(
            new Monitoring.Watched(monitorTime, measurements, database, workers, hub, redis, node),
            settings.monitoring(),
            reports);
    monitoring.monitor().alerts().endAfterRestart(reports.standing());
    Optional<Adviser> adviser =
        Optional.ofNullable(around.adviser())
            .or(() -> model)
            .map(it -> adviser(room, it, settings.model().deadline(), monitoring));
    return new Core(
        clock,
        database,
        passwords,
        accounts,
        sessions,
        tokens,
        audit,
        room,
        intake,
        rehearsal,
        statistics,
        estimate,
        workers,
        hub,
        fanout,
        feed,
        LiveRoom.open(
            room,
            intake,
            hub,
            responder(model, settings.model().patience(), measurements),
            LivePatience.STANDARD,
            database.server().isExclusive()),
        adviser,
        monitoring,
        reports,
        LogCounts.begin(),
        trace,
        new StatusNews(database, hub, queue, workers, feed, statistics, monitoring),
        new AuditRetention(
            audit, settings.security().auditDays(), database, new RequestKeys(clock)),
        new ConversationRetention(database, audit, clock, settings.operations().conversationDays()),
        new BackupSchedule(
            database.server(), settings.storedBackups(), settings.operations(), clock),
        new Readiness(new DatabaseProbe(database), feed, workers),
        redis,
        model);
  }

  private static Responder responder(
      Optional<GuardedModel> model, Duration patience, Measurements measurements) {
    Responder local = new LocalResponder();
    return model
        .<Responder>map(it -> new ModelResponder(it, patience, local, measurements))
        .orElse(local);
  }

  private static Adviser adviser(
      TurnRoom room, LanguageModel model, Duration deadline, Monitoring monitoring) {
    return Adviser.start(room, model, deadline, monitoring.switches()::localCleaningOnly);
  }

  private static @Nullable IssuerKeys issuerKeys(Settings settings) {
    SecuritySettings.Issuer issuer = settings.security().issuer();
    URI keys = issuer.keys();
    return keys == null ? null : new IssuerKeys(keys, issuer.name());
  }

  private static SigningKey signingKey(Settings settings) {
    String secret = settings.jwtSecret();
    if (secret != null) {
      return SigningKey.of(secret);
    }
    try {
      return SigningKey.in(settings.dataDir());
    } catch (IOException e) {
      throw new StartupException(
          "The key that signs tokens cannot be kept in %s (%s). Make the folder writable, choose another with --data-dir, or give LUMEN_JWT_SECRET."
              .formatted(settings.dataDir(), e.getMessage()),
          e);
    }
  }

  /** Sees to an administrator; answers a one-time link where they have no password. */
  Optional<SignInLinks.Link> administrator(Settings settings) {
    return new FirstStart(accounts, passwords, sessions, links())
        .ensureAdministrator(settings.adminEmail(), settings.adminPassword());
  }

  SignInLinks links() {
    return new SignInLinks(database, clock);
  }

  @Override
  public void close() {
    backups.close();
    conversationRetention.close();
    retention.close();
    statusNews.close();
    live.close();
    adviser.ifPresent(Adviser::close);
    model.ifPresent(GuardedModel::close);
    monitoring.close();
    reports.close();
    workers.close();
    room.queue().close();
    redis.ifPresent(RedisLink::close);
    feed.close();
    fanout.close();
    database.close();
    trace.close();
    log.close();
  }
}
