import { Dialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { Button } from "./Button";

interface Props {
  title: string;
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog over the page; Escape and the backdrop close it, and focus goes back where it was. */
export function Modal({ title, wide, onClose, children }: Props) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className={wide ? "dialog wide" : "dialog"}>
          <div className="row dialog-head">
            <Dialog.Title className="dialog-title grow">{title}</Dialog.Title>
            <Dialog.Close render={<Button kind="quiet" small icon="close" aria-label="Close" />} />
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
