package io.github.imagejdiffusion.batch.evaluate.metric;

/** The numbers of an evaluation, in the order of every table; {@link #key()} names CSV columns and JSON fields. */
public enum Score {
    /** Dice coefficient of the foreground. */
    DICE("dice", Kind.QUALITY),
    /** Intersection over union of the foreground. */
    IOU("iou", Kind.QUALITY),
    /** TP / (TP + FP + FN), one-to-one, IoU at least 0.50. */
    AP50("ap50", Kind.QUALITY),
    AP55("ap55", Kind.QUALITY),
    AP60("ap60", Kind.QUALITY),
    AP65("ap65", Kind.QUALITY),
    AP70("ap70", Kind.QUALITY),
    AP75("ap75", Kind.QUALITY),
    AP80("ap80", Kind.QUALITY),
    AP85("ap85", Kind.QUALITY),
    AP90("ap90", Kind.QUALITY),
    /** Mean of the nine average precisions above. */
    AP_MEAN("ap_mean", Kind.QUALITY),
    /** Panoptic quality, SQ * RQ. */
    PQ("pq", Kind.QUALITY),
    /** Segmentation quality, the mean IoU of matched objects. */
    SQ("sq", Kind.QUALITY),
    /** Recognition quality, the F1 score of objects at IoU above 0.5. */
    RQ("rq", Kind.QUALITY),
    /** Aggregated Jaccard index. */
    AJI("aji", Kind.QUALITY),
    /** F-score of the outline of the foreground, tolerance 2 pixels. */
    BOUNDARY_F("boundary_f", Kind.QUALITY),
    /** True objects. */
    OBJECTS_TRUTH("objects_truth", Kind.COUNT),
    /** Predicted objects. */
    OBJECTS_PREDICTED("objects_predicted", Kind.COUNT),
    /** Objects matched one-to-one at IoU 0.5 or more. */
    OBJECTS_MATCHED("objects_matched", Kind.COUNT),
    /** Expected calibration error near edges. */
    ECE("ece", Kind.CALIBRATION),
    /** Brier score near edges. */
    BRIER("brier", Kind.CALIBRATION),
    /** Expected calibration error near edges, over the pixels of all images together: errors of single images cancel. */
    ECE_POOLED("ece_pooled", Kind.POOLED),
    /** AUROC of the mean uncertainty of objects for "IoU below 0.5", over the objects of all images together. */
    AUROC_UNCERTAINTY("auroc_uncertainty", Kind.POOLED),
    /** The same for the mean spread over draws. */
    AUROC_SPREAD("auroc_spread", Kind.POOLED),
    /** The same for the column {@code uncertainty} of the object table. */
    AUROC_OBJECT("auroc_object", Kind.POOLED),
    /** The same for the column {@code spread} of the object table. */
    AUROC_OBJECT_SPREAD("auroc_object_spread", Kind.POOLED);

    /** How a score behaves when planes and images are put together. */
    public enum Kind {
        /** 0 to 1, higher is better; averaged over planes and images; 0 for an image without usable prediction. */
        QUALITY,
        /** Number of objects; summed over planes, averaged over images. */
        COUNT,
        /** 0 to 1, lower is better; averaged over the planes and images that have it. */
        CALIBRATION,
        /** 0 to 1; exists only for all images together. */
        POOLED
    }

    private final String key;
    private final Kind kind;

    Score(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    /** The name in files and tables. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** The average precision at an IoU threshold in percent: 50, 55, ..., 90. */
    static Score averagePrecision(int percent) {
        return valueOf("AP" + percent);
    }
}
