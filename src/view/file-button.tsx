import { type ReactNode, useRef } from 'react';
import { readFileList } from '../hub/dropped-entries.ts';
import { useScope } from './scope-context.tsx';

interface FileButtonProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly accept?: string;
  readonly multiple?: boolean;
  /** Picks a whole folder. */
  readonly folder?: boolean;
  readonly onPicked?: () => void;
  readonly children: ReactNode;
}

/** A button that opens the browser's file picker; what is picked is opened. */
export function FileButton({
  label,
  className,
  accept,
  multiple,
  folder,
  onPicked,
  children,
}: FileButtonProps) {
  const scope = useScope();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={className} title={label} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        multiple={multiple}
        {...(folder && { webkitdirectory: '' })}
        onChange={(event) => {
          const files = readFileList(event.target.files ?? []);
          event.target.value = '';
          if (files.length > 0) void scope.openFiles(files);
          onPicked?.();
        }}
      />
    </>
  );
}
