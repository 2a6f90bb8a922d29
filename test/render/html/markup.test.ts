import { describe, expect, it } from 'vitest';
import { embeddedJson, html } from '../../../compiler/render/html/markup.ts';

const hostile = `</script><script>alert(1)</script><!--<img src=x onerror="a('b')">&amp;\u2028\u2029`;

describe('markup', () => {
  it('takes values as text, between tags and in attributes', () => {
    expect(html`<p title="${hostile}">${hostile}</p>`.markup).toBe(
      '<p title="&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;amp;\u2028\u2029">' +
        '&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;amp;\u2028\u2029</p>',
    );
  });

  it('takes what was made as markup for markup, and nothing for nothing', () => {
    expect(html`<ul>${['a', 'b'].map((one) => html`<li>${one}</li>`)}${undefined}${0}</ul>`.markup).toBe(
      '<ul><li>a</li><li>b</li>0</ul>',
    );
  });
});

describe('data in a script element', () => {
  it('neither ends the element nor begins a comment, and is the same when read', () => {
    const text = embeddedJson({ name: hostile });
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual({ name: hostile });
  });
});
