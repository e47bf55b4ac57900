package dev.lumen.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Signals to processes, and who is left. */
final class Kill {
  private Kill() {}

  /** Sends a signal, as {@code INT}, to a process, or to a group of them with a negative number. */
  static void send(String signal, long pid) {
    try {
      Process kill =
          new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " -- " + pid)
              .redirectErrorStream(true)
              .start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("The signal was not sent: " + kill.inputReader().lines().toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A process and all that it started. */
  static List<Long> tree(long pid) {
    ProcessHandle root = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(root), root.descendants()).map(ProcessHandle::pid).toList();
  }

  /** Living processes that have this folder in their command line, this one aside. */
  static List<String> processesOf(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .map(process -> process.pid() + " " + process.info().commandLine().orElse(""))
        .filter(line -> line.contains(folder.toString()))
        .toList();
  }
}
