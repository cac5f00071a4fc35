package io.github.imagejdiffusion.imagej.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Model cards as HTML: the Markdown that cards are written in, which is headings, paragraphs, lists, tables, fenced
 * code, bold, code, links and pictures of the package. All else is shown as it stands; HTML in a card is text. A picture
 * from elsewhere becomes a link, because looking at a card must not reach the network.
 */
final class CardHtml {

    private static final Pattern HEADING = Pattern.compile("(#{1,4})\\s+(.*)");
    private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+]|\\d+\\.)\\s+(.*)");
    private static final Pattern TABLE_RULE = Pattern.compile("\\s*\\|?[\\s:|-]*-[\\s:|-]*");
    private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\((https?:[^)\\s]+)\\)");
    private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final StringBuilder html = new StringBuilder();
    private final List<String> lines;
    private final ToIntFunction<String> pictureWidth;
    private int next;

    private CardHtml(String markdown, ToIntFunction<String> pictureWidth) {
        this.pictureWidth = pictureWidth;
        lines = markdown.lines().collect(Collectors.toUnmodifiableList());
    }

    /**
     * The body of a page.
     *
     * @param pictureWidth width in pixels at which to show a picture of the package, by its path
     */
    static String of(String markdown, ToIntFunction<String> pictureWidth) {
        CardHtml card = new CardHtml(markdown, pictureWidth);
        while (card.next < card.lines.size()) {
            card.block();
        }
        return card.html.toString();
    }

    private void block() {
        String line = lines.get(next);
        Matcher heading = HEADING.matcher(line);
        if (line.isBlank()) {
            next++;
        } else if (heading.matches()) {
            int level = heading.group(1).length();
            element("h" + level, inline(heading.group(2)));
            next++;
        } else if (line.startsWith("```")) {
            next++;
            element("pre", escape(String.join("\n", taken(text -> !text.startsWith("```")))));
            next++;
        } else if (line.strip().startsWith("|")) {
            table();
        } else if (ITEM.matcher(line).matches()) {
            list();
        } else {
            String first = lines.get(next++);
            element("p", inline(String.join(" ", concat(first, taken(this::isProse)))));
        }
    }

    private static List<String> concat(String first, List<String> rest) {
        List<String> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }

    private boolean isProse(String line) {
        return !line.isBlank()
                && !line.startsWith("```")
                && !line.strip().startsWith("|")
                && !HEADING.matcher(line).matches()
                && !ITEM.matcher(line).matches();
    }

    private void list() {
        html.append("<ul>");
        while (next < lines.size()) {
            Matcher item = ITEM.matcher(lines.get(next));
            if (!item.matches()) {
                break;
            }
            next++;
            String rest = String.join(" ", taken(this::isProse));
            element("li", inline((item.group(1) + " " + rest.strip()).strip()));
        }
        html.append("</ul>\n");
    }

    private void table() {
        List<String> rows = taken(line -> line.strip().startsWith("|"));
        html.append("<table border=1 cellspacing=0 cellpadding=3>");
        for (int i = 0; i < rows.size(); i++) {
            if (i == 1 && TABLE_RULE.matcher(rows.get(1)).matches()) {
                continue;
            }
            String cell = i == 0 ? "th" : "td";
            html.append("<tr>");
            cells(rows.get(i)).forEach(text -> element(cell, inline(text)));
            html.append("</tr>");
        }
        html.append("</table>\n");
    }

    private static List<String> cells(String row) {
        String inner = row.strip().substring(1);
        return Arrays.stream(inner.split("\\|")).map(String::strip).collect(Collectors.toUnmodifiableList());
    }

    /** The lines from here on that fit. */
    private List<String> taken(Predicate<String> fits) {
        List<String> taken = new ArrayList<>();
        while (next < lines.size() && fits.test(lines.get(next))) {
            taken.add(lines.get(next++));
        }
        return taken;
    }

    private void element(String name, String content) {
        html.append('<')
                .append(name)
                .append('>')
                .append(content)
                .append("</")
                .append(name)
                .append(">\n");
    }

    private String inline(String text) {
        String result = escape(text);
        result = PICTURE.matcher(result).replaceAll(this::picture);
        result = LINK.matcher(result).replaceAll("<a href=\"$2\">$1</a>");
        result = BOLD.matcher(result).replaceAll("<b>$1</b>");
        return CODE.matcher(result).replaceAll("<code>$1</code>");
    }

    private String picture(MatchResult found) {
        String source = found.group(2);
        String html = source.contains(":") || source.startsWith("/")
                ? "picture: [" + found.group(1) + "](" + source + ")"
                : "<img src=\"" + source + "\" width=\"" + pictureWidth.applyAsInt(source) + "\" alt=\""
                        + found.group(1) + "\">";
        return Matcher.quoteReplacement(html);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
