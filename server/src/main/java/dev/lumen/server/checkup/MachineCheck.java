package dev.lumen.server.checkup;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Java, file descriptors, the data folder and its disk. */
public final class MachineCheck {
  private static final long MEGABYTE = 1 << 20;
  private static final long LITTLE_SPACE = 1024;
  private static final long NO_SPACE = 100;
  private static final long FEW_FILES = 4_096;

  private MachineCheck() {}

  /** All of it; the data folder need not exist. */
  public static List<Finding> look(Path dataFolder) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.ok(
            "java",
            "%s, %d processors"
                .formatted(
                    System.getProperty("java.version"),
                    Runtime.getRuntime().availableProcessors())));
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      findings.add(files(unix.getMaxFileDescriptorCount()));
    }
    findings.add(folder(dataFolder));
    return findings;
  }

  private static Finding files(long most) {
    String found = String.format(Locale.ROOT, "%d may be open at once", most);
    return most < FEW_FILES
        ? Finding.warn(
            "files",
            found,
            "each socket takes one: raise \"ulimit -n\" (systemd: LimitNOFILE) to 65536")
        : Finding.ok("files", found);
  }

  private static Finding folder(Path folder) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isWritable(there)) {
      return Finding.fail(
          "data folder",
          folder + " cannot be written to",
          "give this user the right, or choose another with --data-dir");
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace() / MEGABYTE;
      String found = String.format(Locale.ROOT, "%s, %,d MB free", folder, free);
      if (free < NO_SPACE) {
        return Finding.fail(
            "data folder", found, "make room: the database stops when none is left");
      }
      return free < LITTLE_SPACE
          ? Finding.warn("data folder", found, "make room soon")
          : Finding.ok("data folder", found);
    } catch (IOException e) {
      return Finding.warn("data folder", folder + ": its disk does not tell its room", "");
    }
  }
}
