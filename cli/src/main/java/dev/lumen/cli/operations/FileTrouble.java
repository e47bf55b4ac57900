package dev.lumen.cli.operations;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What is wrong with a file, in words: Java's own messages often hold its name alone. */
final class FileTrouble {
  private FileTrouble() {}

  /** One line for the operator. */
  static String told(IOException e) {
    return switch (e) {
      case NoSuchFileException it -> "there is no file " + it.getFile();
      case AccessDeniedException it ->
          it.getFile() + " may not be read or written by this user; give it the right";
      case FileAlreadyExistsException it -> it.getFile() + " is a file, where a folder is needed";
      case NotDirectoryException it -> it.getFile() + " is no folder";
      case FileSystemException it when it.getReason() != null ->
          it.getFile() + ": " + it.getReason();
      case FileSystemException it -> it.getFile() + " cannot be read or written";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
