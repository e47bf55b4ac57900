import {
  DeletedTextRun,
  Document,
  HeadingLevel,
  InsertedTextRun,
  Packer,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from "docx";
import type { Turn } from "../api/client";
import { piecesOf } from "../conversation/pieces";
import { type Choice, cues, type Title, words } from "./export";

const AUTHOR = "Lumen";

/**
 * A Word document. Marked up, the corrections are tracked changes: whoever opens it can accept or
 * reject each there.
 */
export function docx(title: Title, turns: readonly Turn[], choice: Choice): Promise<Blob> {
  return Packer.toBlob(documentOf(title, turns, choice));
}

export function documentOf(title: Title, turns: readonly Turn[], choice: Choice): Document {
  return new Document({
    creator: AUTHOR,
    title: title.name,
    styles: { default: { document: { run: { font: "Calibri", size: 22 } } } },
    sections: [
      {
        children: [
          new Paragraph({ text: title.name, heading: HeadingLevel.HEADING_1 }),
          ...cues(turns).map(({ turn, time }) => paragraph(turn, time, choice)),
        ],
      },
    ],
  });
}

function paragraph(turn: Turn, time: string | null, choice: Choice): Paragraph {
  return new Paragraph({
    spacing: { after: 160 },
    children: [
      ...(choice.times && time !== null
        ? [new TextRun({ text: `${time} `, color: "777777", size: 18 })]
        : []),
      ...(choice.speakers ? [new TextRun({ text: `${turn.speaker}: `, bold: true })] : []),
      ...(choice.text === "marked" ? tracked(turn) : [new TextRun(words(turn, choice.text))]),
    ],
  });
}

function tracked(turn: Turn): ParagraphChild[] {
  let id = turn.seq * 1000;
  const by = () => ({ author: AUTHOR, date: turn.created_at, id: ++id });
  return piecesOf(turn).flatMap((piece): ParagraphChild[] => {
    if (piece.kind === "same") {
      return [new TextRun(piece.text)];
    }
    const { original, corrected, applied } = piece.correction;
    if (!applied) {
      return [new TextRun(original)];
    }
    return [
      ...(original === "" ? [] : [new DeletedTextRun({ text: original, ...by() })]),
      ...(corrected === "" ? [] : [new InsertedTextRun({ text: corrected, ...by() })]),
    ];
  });
}
