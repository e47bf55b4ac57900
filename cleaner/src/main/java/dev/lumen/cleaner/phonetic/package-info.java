/**
 * How words sound, and how far two sounds are apart.
 *
 * <p>Entry types: {@link dev.lumen.cleaner.phonetic.Pronunciation}, {@link
 * dev.lumen.cleaner.phonetic.SoundDistance}, {@link dev.lumen.cleaner.phonetic.SoundIndex}.
 *
 * {@snippet :
 * String hat = Pronunciation.of("hat"); // hat
 * String head = Pronunciation.of("head"); // hed
 * SoundDistance.between(hat, head); // about 0.17: 0 is the same sound, 1 nothing in common
 * }
 *
 * <p>Sounds are written with one character each: {@code a} bat, {@code e} bet, {@code i} bit,
 * {@code o} lot or law, {@code u} but and all that is not stressed, {@code U} food or foot, {@code
 * I} see, {@code A} day, {@code Y} my, {@code O} go, {@code W} now, {@code J} boy, {@code R} her,
 * {@code T} thin, {@code D} this, {@code S} she, {@code Z} measure, {@code C} chin, {@code G} gin,
 * {@code N} sing; the rest as in English spelling.
 *
 * <p>Trap: rules guess; names from other languages come out as an English speaker would read them,
 * which is just what a recogniser of English does.
 */
@NullMarked
package dev.lumen.cleaner.phonetic;

import org.jspecify.annotations.NullMarked;
