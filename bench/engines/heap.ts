/**
 * How much WebAssembly memory this worker's code has. Not every library tells, so each memory is noted
 * when it is made, which is the same for all of them. Imported for what it does, before any library.
 */
const memories = new Set<WebAssembly.Memory>();

function note({ exports }: WebAssembly.Instance): void {
  for (const value of Object.values(exports)) {
    if (value instanceof WebAssembly.Memory) memories.add(value);
  }
}

// A memory that is shared between threads is made outside and imported.
WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
  construct(Memory, args: [WebAssembly.MemoryDescriptor]) {
    const memory = new Memory(...args);
    memories.add(memory);
    return memory;
  },
});

// Others are made by the module and exported.
WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(Instance, args: [WebAssembly.Module, WebAssembly.Imports?]) {
    const instance = new Instance(...args);
    note(instance);
    return instance;
  },
});

type Made = WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource;

function watched(instantiate: unknown) {
  return async (...args: unknown[]): Promise<Made> => {
    const made = await (instantiate as (...args: unknown[]) => Promise<Made>)(...args);
    note('instance' in made ? made.instance : made);
    return made;
  };
}

Object.assign(WebAssembly, {
  instantiate: watched(WebAssembly.instantiate),
  instantiateStreaming: watched(WebAssembly.instantiateStreaming),
});

/** Bytes of all WebAssembly memories. They never shrink, so this is the most that there was. */
export function heapBytes(): number {
  return [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}
