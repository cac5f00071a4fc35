package io.github.imagejdiffusion.formats.bioformats;

import java.util.Map;
import java.util.Set;

/**
 * Name endings of microscopes' files that stand for one picture each, so that a folder of them can be given. Bio-Formats
 * reads many more; left out are endings that other programs use too (.txt, .map), the parts of a picture of several
 * files, and lists of files that are pictures themselves.
 */
final class MicroscopeFiles {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("aim", "Scanco AIM"),
            Map.entry("bif", "Ventana BIF"),
            Map.entry("cxd", "SimplePCI CXD"),
            Map.entry("czi", "Zeiss CZI"),
            Map.entry("dcm", "DICOM"),
            Map.entry("dm2", "Gatan DM2"),
            Map.entry("dm3", "Gatan DM3"),
            Map.entry("dm4", "Gatan DM4"),
            Map.entry("dv", "DeltaVision"),
            Map.entry("flex", "PerkinElmer Flex"),
            Map.entry("ics", "Image Cytometry Standard"),
            Map.entry("ims", "Imaris"),
            Map.entry("ipl", "IPLab"),
            Map.entry("ipw", "Image-Pro Workspace"),
            Map.entry("klb", "KLB"),
            Map.entry("l2d", "Li-Cor L2D"),
            Map.entry("lif", "Leica LIF"),
            Map.entry("liff", "Openlab LIFF"),
            Map.entry("lof", "Leica LOF"),
            Map.entry("lsm", "Zeiss LSM"),
            Map.entry("mrc", "MRC"),
            Map.entry("msr", "Imspector MSR"),
            Map.entry("mvd2", "Volocity"),
            Map.entry("nd2", "Nikon ND2"),
            Map.entry("ndpi", "Hamamatsu NDPI"),
            Map.entry("nii", "NIfTI"),
            Map.entry("nrrd", "NRRD"),
            Map.entry("obf", "Imspector OBF"),
            Map.entry("oib", "Olympus OIB"),
            Map.entry("oif", "Olympus OIF"),
            Map.entry("oir", "Olympus OIR"),
            Map.entry("pic", "Bio-Rad PIC"),
            Map.entry("qptiff", "PerkinElmer Vectra"),
            Map.entry("r3d", "DeltaVision"),
            Map.entry("scn", "Leica SCN"),
            Map.entry("sdt", "Becker & Hickl SDT"),
            Map.entry("sis", "Olympus SIS TIFF"),
            Map.entry("sld", "SlideBook"),
            Map.entry("spe", "Princeton SPE"),
            Map.entry("stk", "MetaMorph STK"),
            Map.entry("svs", "Aperio SVS"),
            Map.entry("vms", "Hamamatsu VMS"),
            Map.entry("vsi", "Olympus VSI"),
            Map.entry("zvi", "Zeiss ZVI"));

    private MicroscopeFiles() {}

    /** In lower case, without the dot. */
    static Set<String> endings() {
        return NAMES.keySet();
    }

    /** The name of the format for people; null if the ending is none of {@link #endings}. */
    static String nameOf(String ending) {
        return NAMES.get(ending);
    }
}
