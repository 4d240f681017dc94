import { describe, expect, it } from 'vitest';
import { unzip } from '../testing/index.ts';
import { uniqueNames, zipOf } from './zip.ts';

describe('names in an archive', () => {
  it('are the files’ own, and a number makes a second one another', () => {
    expect(uniqueNames(['a.png', 'b.png', 'a.png', 'A.PNG', 'a (2).png'])).toEqual([
      ...['a.png', 'b.png', 'a (2).png', 'A (3).PNG', 'a (2) (2).png'],
    ]);
  });

  it('may lack an ending, or begin with a dot', () => {
    expect(uniqueNames(['photo', 'photo', '.png', '.png'])).toEqual([
      ...['photo', 'photo (2)', '.png', '.png (2)'],
    ]);
  });
});

describe('an archive', () => {
  const file = (name: string, text: string) => ({ name, blob: new Blob([text]) });
  const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
    new Uint8Array(await new Response(stream).arrayBuffer());

  it('holds each file as it is, under a name of its own and without folders', async () => {
    const files = [file('a.png', 'one'), file('a.png', 'two'), file('x/y 图.png', 'three')];
    const unzipped = unzip(await bytesOf(await zipOf(files)));
    expect([...unzipped].map(([name, bytes]) => [name, bytes.toString()])).toEqual([
      ['a.png', 'one'],
      ['a (2).png', 'two'],
      ['x_y 图.png', 'three'],
    ]);
  });

  it('opens a file when its turn comes, and not before', async () => {
    const opened: string[] = [];
    const watched = (name: string) => {
      const { blob } = file(name, name.repeat(100_000));
      const stream = blob.stream.bind(blob);
      blob.stream = () => {
        opened.push(name);
        return stream();
      };
      return { name, blob };
    };
    const reader = (await zipOf(['a', 'b', 'c'].map(watched))).getReader();
    await reader.read();
    await reader.read();
    expect(opened).toEqual(['a']);
    while (!(await reader.read()).done);
    expect(opened).toEqual(['a', 'b', 'c']);
  });
});
