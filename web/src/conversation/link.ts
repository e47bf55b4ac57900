import type { Turn } from "../api/client";
import { copied } from "../ui/copy";
import { tell } from "../ui/toast";

/** An address that leads to a turn. */
const linkTo = ({ conversation_id, seq }: Turn): string =>
  `${location.origin}/conversations/${conversation_id}?turn=${seq}`;

/** Puts a turn's address into the clipboard, or where it can be copied by hand. */
export async function copyLink(turn: Turn): Promise<void> {
  const link = linkTo(turn);
  tell(
    (await copied(link))
      ? {
          id: "link",
          title: `The link to turn ${turn.seq} is copied`,
          description: "It leads whoever may read this conversation there.",
        }
      : { id: "link", title: "This browser does not let the page copy", description: link, timeout: 0 },
  );
}
