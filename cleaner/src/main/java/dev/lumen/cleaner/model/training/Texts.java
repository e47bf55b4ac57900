package dev.lumen.cleaner.model.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a training is given.
 *
 * @param close turns of the kind that the model is for
 * @param far turns of another kind
 * @param out where the model goes
 */
record Texts(List<TrainingTurn> close, List<TrainingTurn> far, Path out) {

  /** Reads the texts that {@code --out FILE --close FILE... --far FILE...} name. */
  static Texts of(String[] arguments) throws IOException {
    List<Path> close = new ArrayList<>();
    List<Path> far = new ArrayList<>();
    List<Path> out = new ArrayList<>();
    List<Path> current = close;
    for (String argument : arguments) {
      switch (argument) {
        case "--close" -> current = close;
        case "--far" -> current = far;
        case "--out" -> current = out;
        default -> current.add(Path.of(argument));
      }
    }
    if (out.size() != 1 || close.isEmpty()) {
      throw new IllegalArgumentException("usage: --out FILE --close FILE... [--far FILE...]");
    }
    return new Texts(turns(close), turns(far), out.getFirst());
  }

  private static List<TrainingTurn> turns(List<Path> files) throws IOException {
    List<TrainingTurn> turns = new ArrayList<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        turns.addAll(TrainingTurn.read(line));
      }
    }
    return turns;
  }
}
