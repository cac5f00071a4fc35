"""Command line: python3 -m trainer pack | train | validate | export."""

import argparse
from pathlib import Path

import yaml


def parser():
    p = argparse.ArgumentParser(prog="trainer", description=__doc__)
    verbs = p.add_subparsers(dest="verb", required=True)
    pack = verbs.add_parser("pack", help="pack images and targets into one .npz")
    pack.add_argument("--data", required=True, help="folder with images/, labels/ and optionally split.csv")
    pack.add_argument("--out", required=True)
    pack.add_argument("--images", default="images", help="sub-folder of the images")
    pack.add_argument("--targets", default="labels", help="sub-folder of labels or clean images; '' for none")
    pack.add_argument("--modality", help="only rows of split.csv with this modality")
    pack.add_argument(
        "--stained", nargs="+", help="rows of these modalities come along: transmitted light, to be taught as if it fluoresced"
    )
    pack.add_argument("--simulated", type=int, default=0, help="so many simulated fields of tissue, for training alone")
    clean = verbs.add_parser("fields", help="pack clean fields for a denoiser, real ones and simulated ones")
    clean.add_argument("--fine", help="folder of high-resolution images with split.csv")
    clean.add_argument("--nuclei", help="folder of nuclei images (images/, split.csv, modality fluorescence)")
    clean.add_argument("--averaged", help="folder of means of many exposures (clean/, split.csv); with --sharp")
    clean.add_argument("--sharp", action="store_true", help="fields of super-resolution: full resolution too")
    clean.add_argument("--simulated", type=int, default=800)
    clean.add_argument("--size", type=int, default=256, help="of simulated fields, pixels")
    clean.add_argument("--out", required=True)
    for name, text in (("train", "train, or resume"), ("validate", "score a checkpoint"), ("export", "write the model package")):
        v = verbs.add_parser(name, help=text)
        v.add_argument("--config", required=True)
        v.add_argument("--data", required=True, help="packed .npz")
        v.add_argument("--run", required=True, help="folder of the run (checkpoints, log)")
        v.add_argument("--device", default="cpu")
    t = verbs.choices["train"]
    t.add_argument("--workers", type=int, default=0, help="loader processes; 0 is fastest on few cores")
    t.add_argument("--threads", type=int, help="CPU threads for the network")
    t.add_argument("--minutes", type=float, help="end after this long, learning rate decayed to fit")
    t.add_argument("--init", help="checkpoint or model package to start from, with a new optimizer")
    t.add_argument("--validate-every", type=int, default=2000)
    e = verbs.choices["export"]
    e.add_argument("--out", required=True, help="folder of the package")
    e.add_argument("--checkpoint", default="best.pt")
    s = verbs.choices["validate"]
    s.add_argument("--checkpoint", default="best.pt")
    s.add_argument("--steps", type=int, default=1)
    s.add_argument("--runs", type=int, default=1)
    s.add_argument("--height", type=float, help="another seed height than the config's")
    return p


def main():
    args = parser().parse_args()
    if args.verb == "pack":
        from . import packing

        index = packing.pack(args.data, args.out, args.images, args.targets, args.modality, args.stained, args.simulated)
        print(f"{len(index)} images, {Path(args.out).stat().st_size / 1e6:.1f} MB in {args.out}")
        return
    if args.verb == "fields":
        from . import fields

        if args.sharp:
            found = fields.sharp_sources(args.fine, args.nuclei, args.averaged)
        else:
            found = fields.sources(args.fine, args.nuclei)
        index = fields.pack(found, fields.recipe(args.simulated, args.size, args.sharp), args.out)
        print(f"{len(index)} real fields, {Path(args.out).stat().st_size / 1e6:.1f} MB in {args.out}")
        return
    import torch

    config = yaml.safe_load(Path(args.config).read_text())
    card = Path(args.config).with_suffix(".md")
    config["card"] = card.read_text(encoding="utf-8") if card.exists() else f"# {config['name']}\n\nNo card was written.\n"
    if args.verb == "train":
        from .train import Run

        if args.threads:
            torch.set_num_threads(args.threads)
        Run(config, args.data, args.run, args.device, args.workers, args.minutes, args.init).run(args.validate_every)
    elif args.verb == "validate":
        from . import validate
        from .checkpoint import load

        encoder, denoiser = load(config, Path(args.run) / args.checkpoint, args.device)
        options = {"steps": args.steps, "runs": args.runs, "height": args.height} if config["kind"] == "segdiff" else {}
        print(validate.score(config, encoder, denoiser, args.data, args.device, **options))
    else:
        from . import export

        export.package(config, Path(args.run) / args.checkpoint, Path(args.out))


if __name__ == "__main__":
    main()
