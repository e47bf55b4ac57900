/**
 * The program as the process it is: started with arguments and an environment, talked to over real
 * sockets, ended with real signals.
 *
 * <p>Entry types: {@link dev.lumen.cli.process.Program} runs it, {@link
 * dev.lumen.cli.process.DataFolders} gives it data to start on, {@link
 * dev.lumen.cli.process.Client} and {@link dev.lumen.cli.process.Ears} talk to it.
 *
 * {@snippet :
 * try (Program lumen = Program.serve(DataFolders.copyTo(folder))) {
 *   Client client = Client.of(lumen.ready()).asAdministrator();
 *   client.newConversation("Call");
 *   lumen.signal("TERM");
 *   assertThat(lumen.exitCode()).isEqualTo(143);
 * }
 * }
 *
 * <p>Easy to get wrong: wait for what the program says ({@code awaitErr}, {@code ready}, a socket's
 * frame), never for a time; and look for what it leaves behind by the folder it works in, which is
 * part of the command line of each of its processes.
 */
@NullMarked
package dev.lumen.cli.process;

import org.jspecify.annotations.NullMarked;
