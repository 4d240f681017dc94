"""Training by its commands, as a user runs them; tiny, on the CPU."""
import shutil
import subprocess
import unittest

import torch

import checkpoint
import modelfile
from commandtest import CommandTest, ENVIRONMENT, STYLES, TINY, command, line_of, read_json
from data import Crops, training_photos
from model import StyleNet
from test_network import random_net


class TrainingTest(CommandTest):
    def test_trains_around_a_broken_photo(self):
        self.assertEqual(self.trained.returncode, 0, self.trained.stderr)
        self.assertRegex(self.trained.stdout, "a.jpg is left out")
        state = torch.load(self.out / "checkpoint.pt")
        self.assertEqual((state["step"], state["spec"]["id"], state["before"]), (4, "compressed", []))
        self.assertTrue((self.out / "sheet-000004.jpg").is_file())

    def test_resumes_where_it_stopped(self):
        out = self.copy_of_run()
        resumed = self.train("--steps", 6, "--resume", out=out)
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        before, after = (torch.load(folder / "checkpoint.pt") for folder in (self.out, out))
        self.assertEqual(after["step"], 6)
        self.assertGreater(after["seconds"], before["seconds"])
        steps = [next(iter(state["optimizers"][0]["state"].values()))["step"] for state in (before, after)]
        self.assertEqual([int(s) for s in steps], [4, 6])  # Adam's moments went on, too
        momentum = [next(iter(state["optimizers"][1]["state"].values()))["momentum"] for state in (before, after)]
        self.assertGreater(float((momentum[1] - momentum[0]).abs().max()), 0)  # and Muon's
        self.assertEqual([s["step"] for s in after["scores"]], [4, 6])

    def test_saves_where_it_is_told_to_stop(self):
        out = self.root / "stopped"
        with subprocess.Popen(
            line_of("train.py", "--network", "compressed", "--data", self.data, "--out", out, *TINY, "--steps", 100_000),
            env=ENVIRONMENT, stdout=subprocess.PIPE, text=True,
        ) as process:
            self.assertTrue(any(line.startswith("step 50 ") for line in process.stdout))
            process.terminate()
            process.stdout.read()
        self.assertEqual(process.returncode, 0)
        self.assertGreaterEqual(torch.load(out / "checkpoint.pt")["step"], 50)

    def test_mixes_two_networks(self):
        """Against the formula, and the card says what was mixed."""
        start, end, out = self.out / "checkpoint.pt", self.copy_of_run() / "checkpoint.pt", self.root / "mixed"
        state = torch.load(end)
        state["average"] = {name: value + 1 for name, value in state["average"].items()}
        torch.save(state, end)
        mixed = command("mix.py", "--start", start, "--end", end, "--share", 0.25, "--out", out / "checkpoint.pt")
        self.assertEqual(mixed.returncode, 0, mixed.stderr)
        found, wanted = torch.load(out / "checkpoint.pt"), torch.load(start)["average"]
        for name, value in wanted.items():
            torch.testing.assert_close(found["average"][name], value + 0.25)
        exported = command("export.py", "--checkpoint", out / "checkpoint.pt", "--out", out)
        self.assertEqual(exported.returncode, 0, exported.stderr)
        facts = read_json(out / "compressed-float32" / "card.json")["training"]["mixed"]
        self.assertEqual((facts["share"], facts["with"]["steps"]), (0.25, 4))
        torch.save({**state, "styles": []}, end)
        refused = command("mix.py", "--start", start, "--end", end, "--out", out / "checkpoint.pt")
        self.assert_stops(refused, "different networks or styles")

    def test_starts_from_another_network(self):
        first, warm = self.root / "first", self.root / "warm"
        for network, out, more in (("original", first, []), ("compressed", warm, ["--start-from", first / "checkpoint.pt"])):
            made = self.train("--steps", 1, "--rate", 0, "--muon", 0, *more, network=network, out=out)
            self.assertEqual(made.returncode, 0, made.stderr)
        source, state = checkpoint.network_of(torch.load(first / "checkpoint.pt")), torch.load(warm / "checkpoint.pt")
        [before] = state["before"]
        self.assertEqual((before["network"], before["steps"]), ("original", 1))
        # At a rate of 0 weights stay what they began as: copies, and where the kernel is another, a fit.
        fitted, plain = checkpoint.network_of(state), StyleNet(state["spec"], 2 * len(STYLES))
        for name, module in fitted.convs.items():
            if not name.startswith("res"):
                self.assertTrue(torch.equal(module.weight, source.convs[name].weight), name)
        photos = Crops(training_photos(self.data)[0], 1).batch(128, 4)
        plain.load_state_dict(fitted.state_dict())
        for name, module in plain.convs.items():
            if name.startswith("res"):
                torch.nn.init.normal_(module.weight)
        one_hot = torch.eye(2 * len(STYLES))[[0, 1, 2, 3]]
        with torch.no_grad():
            wanted, close, far = (n(photos, one_hot, end="deconv1") for n in (source, fitted, plain))
        self.assertLess(float((close - wanted).var()), 0.8 * float((far - wanted).var()))

    def test_starts_from_an_exported_model(self):
        out = self.root / "from-export"
        started = self.train("--steps", 1, "--rate", 0, "--muon", 0, "--start-from", self.models / "compressed-float32", out=out)
        self.assertEqual(started.returncode, 0, started.stderr)
        state = torch.load(out / "checkpoint.pt")
        source, _ = modelfile.network(self.models / "compressed-float32")
        for name, value in source.state_dict().items():  # at a rate of 0 they are what they were
            torch.testing.assert_close(state["model"][name], value)

    def test_paints_more_like_its_teacher(self):
        """Thirty small steps from the teacher itself lead away from it, and with its paintings as a target less far."""
        teacher, out = self.models / "compressed-float32", self.root / "taught"
        torch.manual_seed(6)
        image, off = torch.rand(2, 3, 32, 32), {}
        wanted, ends = modelfile.network(teacher)[0], torch.eye(4)[[0, 3]]  # one style soft, the other bold
        for name, more in (("alone", []), ("taught", ["--teacher", teacher, "--teach", 1000])):
            rates = ["--muon", 0, "--rate", 2e-4, "--average", 0]
            trained = self.train("--steps", 30, *rates, "--start-from", teacher, *more, out=out / name)
            self.assertEqual(trained.returncode, 0, trained.stderr)
            net = checkpoint.network_of(torch.load(out / name / "checkpoint.pt"))
            with torch.no_grad():
                off[name] = float(((net(image, ends) - wanted(image, ends)) ** 2).mean())
        self.assertLess(off["taught"], off["alone"])

    def test_a_loss_that_is_not_finite_keeps_the_last_good_checkpoint(self):
        out = self.copy_of_run()
        self.assert_stops(self.train("--steps", 9, "--resume", "--rate", 1e30, out=out), "loss is not finite at step")
        state = torch.load(out / "checkpoint.pt")
        self.assertEqual(state["step"], 4)
        self.assertTrue(all(bool(torch.isfinite(v).all()) for v in state["model"].values()))

    def test_starts_from_a_model_with_one_row_a_style(self):
        """Soft and bold begin as that row; a style that it lacks as the mean of its rows."""
        out, former = self.root / "from-one-row", self.root / "one-row"
        torch.manual_seed(9)
        source = random_net("compressed", 1)
        torch.save({"spec": source.spec, "styles": [{"id": "great-wave"}], "step": 7, "average": source.state_dict()}, former)
        started = self.train("--steps", 1, "--rate", 0, "--muon", 0, "--start-from", former, out=out)
        self.assertEqual(started.returncode, 0, started.stderr)
        state = torch.load(out / "checkpoint.pt")
        for name, value in source.state_dict().items():
            torch.testing.assert_close(state["model"][name], value if value.ndim == 4 else value.repeat(4, 1))

    def test_what_is_missing_or_does_not_fit_stops_with_a_sentence(self):
        self.assert_stops(self.train("--resume", network="original"), "is of another network; choose another --out")
        self.assert_stops(self.train("--resume", out=self.root / "none"), "There is no checkpoint")
        self.assert_stops(self.train("--data", self.root / "none"), "A painting is missing")
        nothing = self.root / "nothing"
        shutil.copytree(self.data, nothing, ignore=shutil.ignore_patterns("train"))
        self.assert_stops(self.train("--data", nothing), "The photo folder is missing")
        self.assert_stops(self.train("--favour", "cubism=2"), "--favour names cubism, which is no style of this run")
        self.assert_stops(self.train("--levels", "cubism=2:3"), "--levels names cubism, which is no style of this run")
        self.assert_stops(self.train("--layers", "vgg.relu9_1=2"), "There is no layer vgg.relu9_1")


if __name__ == "__main__":
    unittest.main()
