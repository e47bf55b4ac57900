/**
 * Reads transcripts as people keep them (labelled text, Markdown, JSON, JSON lines, SubRip, WebVTT)
 * into turns, and writes turns back.
 *
 * <p>Entry types: {@link dev.lumen.cleaner.transcript.TranscriptReader} for a whole text, {@link
 * dev.lumen.cleaner.transcript.LabelledTextStream} for text that is still being written, {@link
 * dev.lumen.cleaner.transcript.TranscriptWriter} for the way back.
 *
 * {@snippet :
 * TranscriptFormat format = TranscriptFormat.detect("call.txt", text);
 * Transcript transcript = TranscriptReader.read(text, format);
 * transcript.turns().forEach(turn -> System.out.println(turn.speaker() + ": " + turn.rawText()));
 * }
 *
 * <p>Traps: a raw text here is already without voice tags and noise marks, so it is not byte for
 * byte what the file holds. A line that reads only "AI" may be a label or a word that somebody
 * said; {@link dev.lumen.cleaner.transcript.LabelCensus} tells them apart by the habits of the
 * file. This is the one package of the library that uses a JSON library (see
 * docs/adr/0002-transcript-json.md).
 */
@NullMarked
package dev.lumen.cleaner.transcript;

import org.jspecify.annotations.NullMarked;
