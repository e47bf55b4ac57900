package dev.lumen.cli;

import dev.lumen.server.Administration;
import dev.lumen.server.Settings;
import dev.lumen.server.SettingsException;
import dev.lumen.server.StartupException;
import dev.lumen.server.account.Account;
import dev.lumen.server.account.Doer;
import dev.lumen.server.account.Emails;
import dev.lumen.server.account.Passwords;
import dev.lumen.server.account.Role;
import dev.lumen.server.account.SignInLinks;
import dev.lumen.server.account.Users;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Page;
import dev.lumen.server.database.DatabaseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code ./lumen user}: who may sign in, whether or not a server runs. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    versionProvider = Lumen.VersionOfBuild.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Adds, lists, shuts out and removes users.",
    footer = {
      "",
      "It works on the database itself, of LUMEN_DATABASE_URL or in the data folder,",
      "while the server runs as well as when it does not."
    })
final class UserCommand implements Runnable {
  private static final String PASSWORD_HELP =
      "Read the password from the first line of standard input, instead of making a link.";

  private final Shell shell;
  private final CommandLine commandLine = new CommandLine(this);

  @Option(
      names = "--data-dir",
      paramLabel = "FOLDER",
      scope = ScopeType.INHERIT,
      description = "Where the database lives (LUMEN_DATA_DIR; a folder of the user).")
  @Nullable String dataDir;

  UserCommand(Shell shell) {
    this.shell = shell;
  }

  /** With the commands below it. */
  CommandLine commandLine() {
    return commandLine;
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        commandLine,
        "a command is missing: " + String.join(", ", commandLine.getSubcommands().keySet()));
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Adds a user and prints a link with which they sign in.")
  int add(
      @Parameters(paramLabel = "EMAIL") String email,
      @Option(names = "--admin", description = "May administer and sees everything.") boolean admin,
      @Option(
              names = "--id",
              paramLabel = "UUID",
              description = "The id that tokens of another issuer name them by.")
          @Nullable UUID id,
      @Option(names = "--password-stdin", description = PASSWORD_HELP) boolean passwordStdin) {
    if (!Emails.isUsable(email)) {
      return fail("this is no address such as me@example.org", ExitCode.USAGE);
    }
    return with(
        (users, server) -> {
          String hash = passwordStdin ? new Passwords().hash(password()) : null;
          Account added =
              users
                  .add(
                      Doer.OPERATOR,
                      id == null ? UUID.randomUUID() : id,
                      email,
                      admin ? Role.ADMIN : Role.USER)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException("there is a user with this address or id"));
          if (hash != null) {
            users.setPassword(Doer.OPERATOR, added, hash);
            say("Added " + added.email() + ".");
          } else {
            show(users.invite(Doer.OPERATOR, added, SignInLinks.INVITATION), server, "7 days");
          }
        });
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the users: address, role, state, since when, id.")
  int list(
      @Parameters(paramLabel = "PART", arity = "0..1", description = "Only addresses with this.")
          @Nullable String part) {
    return with(
        (users, server) -> {
          List<Account> found;
          int page = 1;
          do {
            found = users.list(new Page(page++, Page.MAX_PER_PAGE), part);
            found.forEach(this::line);
          } while (found.size() == Page.MAX_PER_PAGE);
        });
  }

  @Command(
      name = "disable",
      mixinStandardHelpOptions = true,
      description = "Shuts a user out and ends their sessions.")
  int disable(@Parameters(paramLabel = "EMAIL") String email) {
    return with(
        (users, server) -> {
          users.setActive(Doer.OPERATOR, user(users, email), false);
          say(email + " is shut out. Nothing of theirs was deleted.");
        });
  }

  @Command(name = "enable", mixinStandardHelpOptions = true, description = "Lets a user in again.")
  int enable(@Parameters(paramLabel = "EMAIL") String email) {
    return with(
        (users, server) -> {
          users.setActive(Doer.OPERATOR, user(users, email), true);
          say(email + " may sign in again.");
        });
  }

  @Command(
      name = "reset-password",
      mixinStandardHelpOptions = true,
      description = "Takes a password back and prints a link with which a new one is set.")
  int resetPassword(
      @Parameters(paramLabel = "EMAIL") String email,
      @Option(names = "--password-stdin", description = PASSWORD_HELP) boolean passwordStdin) {
    return with(
        (users, server) -> {
          Account account = user(users, email);
          if (passwordStdin) {
            users.setPassword(Doer.OPERATOR, account, new Passwords().hash(password()));
            say(account.email() + " has a new password, and was signed out everywhere.");
          } else {
            show(users.resetPassword(Doer.OPERATOR, account), server, "24 hours");
          }
        });
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "Deletes a user with all their conversations.")
  int delete(
      @Parameters(paramLabel = "EMAIL") String email,
      @Option(names = "--yes", description = "Do it; without this nothing is deleted.")
          boolean sure) {
    if (!sure) {
      return fail(
          "this deletes the user with all their conversations, for good; say --yes if you mean it",
          ExitCode.USAGE);
    }
    return with(
        (users, server) -> {
          users.delete(Doer.OPERATOR, user(users, email));
          say(email + " is deleted, with everything that was theirs.");
        });
  }

  @Command(
      name = "erase",
      mixinStandardHelpOptions = true,
      description = "Deletes all conversations and words of a user, who keeps the account.")
  int erase(
      @Parameters(paramLabel = "EMAIL") String email,
      @Option(names = "--yes", description = "Do it; without this nothing is deleted.")
          boolean sure) {
    if (!sure) {
      return fail(
          "this deletes everything the user has said, for good; say --yes if you mean it",
          ExitCode.USAGE);
    }
    return with(
        (users, server) ->
            say(
                "%d conversations of %s are deleted, with their vocabulary. Backups may still hold them."
                    .formatted(users.erase(Doer.OPERATOR, user(users, email)), email)));
  }

  private interface Work {
    void with(Users users, String server) throws IOException;
  }

  private int with(Work work) {
    Map<String, String> overrides = dataDir == null ? Map.of() : Map.of("LUMEN_DATA_DIR", dataDir);
    try (Administration open = Administration.open(Settings.from(overrides, shell.env()))) {
      work.with(open.users(), open.address());
      return ExitCode.OK;
    } catch (SettingsException e) {
      return fail(String.valueOf(e.getMessage()), ExitCode.USAGE);
    } catch (IllegalArgumentException
        | IOException
        | ApiException
        | StartupException
        | DatabaseException e) {
      return fail(String.valueOf(e.getMessage()), ExitCode.SOFTWARE);
    }
  }

  private static Account user(Users users, String email) {
    return users
        .find(email)
        .orElseThrow(
            () ->
                new IllegalArgumentException("there is no user with this address; see user list"));
  }

  private String password() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(shell.in(), StandardCharsets.UTF_8)).readLine();
    if (line == null
        || line.length() < Passwords.MIN_LENGTH
        || line.length() > Passwords.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the password on standard input must have %d to %d characters; nothing was changed"
              .formatted(Passwords.MIN_LENGTH, Passwords.MAX_LENGTH));
    }
    return line;
  }

  private void show(SignInLinks.Link link, String server, String time) {
    say("%s signs in once, within %s, with\n  %s".formatted(link.email(), time, link.at(server)));
  }

  private void line(Account account) {
    say(
        "%-40s %-5s %-8s %s %s"
            .formatted(
                account.email(),
                account.role().label(),
                account.active() ? "active" : "disabled",
                account.createdAt().toString().substring(0, 10),
                account.id()));
  }

  private void say(String line) {
    PrintStream out = shell.printer();
    out.println(line);
    out.flush();
  }

  private int fail(String message, int code) {
    if (!shell.isEnding()) {
      shell.err().println("lumen user: " + message);
    }
    return code;
  }
}
