package loci.formats;

public final class FormatTools {
    public static final String VERSION = "0.0-fake";
}
