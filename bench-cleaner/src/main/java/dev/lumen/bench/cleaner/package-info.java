/**
 * How fast the cleaner is: whole turns, its steps, what it allocates, loads and keeps.
 *
 * <pre>{@code
 * mvn -q -Pbench -pl bench-cleaner -am package -DskipTests
 * java -cp 'bench-cleaner/target/classes:bench-cleaner/target/app/*' dev.lumen.bench.cleaner.CleanerFigures
 * }</pre>
 *
 * <p>{@link dev.lumen.bench.cleaner.CleanerFigures} prints the table. Trap: figures of a busy
 * machine say little; close everything else first.
 */
@NullMarked
package dev.lumen.bench.cleaner;

import org.jspecify.annotations.NullMarked;
