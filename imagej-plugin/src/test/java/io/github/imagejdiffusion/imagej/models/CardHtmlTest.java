package io.github.imagejdiffusion.imagej.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardHtmlTest {

    private static String html(String markdown) {
        return CardHtml.of(markdown, picture -> 300);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# Name | <h1>Name</h1>",
                "a **b** c | <p>a <b>b</b> c</p>",
                "a `b` c | <p>a <code>b</code> c</p>",
                "1 < 2 & 3 | <p>1 &lt; 2 &amp; 3</p>",
                "[a](https://a.org/b) | <p><a href=\"https://a.org/b\">a</a></p>",
                "#5 of 7 | <p>#5 of 7</p>",
            })
    void oneLine(String markdown, String html) {
        assertEquals(html + "\n", html(markdown));
    }

    @Test
    void paragraphsEndAtEmptyLines() {
        assertEquals("<p>one more</p>\n<p>two</p>\n", html("one\nmore\n\ntwo"));
    }

    @Test
    void listsMayGoOnInTheNextLine() {
        assertEquals(
                "<ul><li>first goes on</li>\n<li>second</li>\n</ul>\n<p>end</p>\n",
                html("- first\n  goes on\n2. second\n\nend"));
    }

    @Test
    void tables() {
        assertEquals(
                "<table border=1 cellspacing=0 cellpadding=3><tr><th>a</th>\n<th>b</th>\n</tr>"
                        + "<tr><td>1</td>\n<td></td>\n</tr></table>\n",
                html("| a | b |\n| --- | --- |\n| 1 | |"));
    }

    @Test
    void codeStaysAsItIs() {
        assertEquals("<pre>a  &lt;b&gt;\n**c**</pre>\n", html("```sh\na  <b>\n**c**\n```"));
    }

    @Test
    void unendedCodeEndsWithTheCard() {
        assertEquals("<pre>a</pre>\n", html("```\na"));
    }

    @Test
    void picturesOfThePackageAreShownOthersAreNotFetched() {
        assertEquals("<p><img src=\"cells.png\" width=\"300\" alt=\"cells\"></p>\n", html("![cells](cells.png)"));
        assertEquals(
                "<p>picture: <a href=\"https://example.org/x.png\">x</a></p>\n",
                html("![x](https://example.org/x.png)"));
    }

    @Test
    void htmlInACardIsText() {
        assertEquals("<p>&lt;img src=&quot;http://a/b&quot;&gt;</p>\n", html("<img src=\"http://a/b\">"));
    }
}
