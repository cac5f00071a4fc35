package loci.formats;

import loci.formats.meta.IMetadata;

public final class MetadataTools {
    public static IMetadata createOMEXMLMetadata() {
        return Boolean.getBoolean("fake.noMetadata") ? null : new FakeMetadata();
    }
}
