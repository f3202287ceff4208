using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Pipeline.Arrivals;
using Rampart.Preprocessing;

namespace Rampart.Stages.Tests;

public class EntryCheckTests
{
    private readonly Bench _bench = new();

    [Fact]
    public void Good_samples_are_let_in_with_numbers_that_follow_from_their_content()
    {
        IReadOnlyList<NamedArtifact> outputs = _bench.Arrive(Arriving.Parameters(), Arriving.Good(_bench.Store, "monday.1", 100));

        Sample[] samples = [.. _bench.Lines<Sample>(outputs.Single(output => output.Role == "new/monday.1/records"))];
        Assert.Equal(20, samples.Length);
        Assert.Equal("monday.1/000003", samples[3].Id);
        Assert.Empty(_bench.Quarantine());
        Assert.Equal(_bench.Output("images", "tokenizer").Artifact, _bench.Output("arrivals", "tokenizer").Artifact);
        Assert.Equal((1, 20, 0), (_bench.Admission().Shards, _bench.Admission().Admitted, _bench.Admission().Quarantined));
    }

    [Fact]
    public void Files_that_are_incomplete_or_damaged_or_of_another_size_are_quarantined_whole_and_fail_nothing()
    {
        NamedArtifact[] good = [.. Arriving.Good(_bench.Store, "good", 100)];
        NamedArtifact[] cut = [.. Arriving.Good(_bench.Store, "cut", 200)];
        cut[0] = cut[0] with { Artifact = _bench.Store.Add(_bench.Store.Read(cut[0].Artifact)[..^1]) };

        _bench.Arrive(
            Arriving.Parameters(),
            good,
            cut,
            Arriving.Good(_bench.Store, "half", 300).Take(1),
            Arriving.Shard(_bench.Store, "small", [new byte[16]], [1], side: 4),
            Arriving.Shard(_bench.Store, "uneven", [Arriving.Image(1, 1)], [1, 2]),
            Arriving.Refused(_bench.Store, new RefusedFile("notes.txt", RefusalReason.UnknownFormat, "its name ends in none")));

        Assert.Equal(
            [
                ("cut", QuarantineReason.Undecodable, 0), ("half", QuarantineReason.Incomplete, 0), ("notes.txt", QuarantineReason.UnknownFormat, 0),
                ("small", QuarantineReason.WrongShape, 1), ("uneven", QuarantineReason.Undecodable, 1),
            ],
            _bench.Quarantine().Select(sample => (sample.Shard, sample.Reason, sample.Samples)));
        Assert.Equal(["new/good/pixels", "new/good/records"], _bench["arrivals"].Select(output => output.Role).Where(role => role.StartsWith("new/")));
    }

    [Fact]
    public void A_file_that_unpacks_to_more_than_allowed_is_quarantined()
    {
        NamedArtifact[] bomb = [.. Arriving.Good(_bench.Store, "bomb", 100, count: 40)];
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal))
        {
            gzip.Write(_bench.Store.Read(bomb[0].Artifact));
        }

        bomb[0] = bomb[0] with { Artifact = _bench.Store.Add(packed.ToArray()) };
        _bench.Arrive(Arriving.Parameters(new EntryCheckParameters { MaximumBytes = 2048 }), bomb);

        Assert.Equal(QuarantineReason.Undecodable, Assert.Single(_bench.Quarantine()).Reason);
    }

    [Fact]
    public void Duplicates_are_found_within_a_shard_and_against_the_reference_and_earlier_shards_by_name()
    {
        byte[] known = _bench.Images().Store.Read(Some.Sources(_bench.Store)[0].Artifact)[(16 + (5 * 64))..(16 + (6 * 64))];

        _bench.Arrive(
            Arriving.Parameters(),
            Arriving.Shard(_bench.Store, "b", [Arriving.Image(1, 1), Arriving.Image(3, 3), Arriving.Image(2, 2)], [1, 3, 2]),
            Arriving.Shard(_bench.Store, "a", [Arriving.Image(1, 1), known, Arriving.Image(1, 1), Arriving.Image(2, 2)], [1, 5, 1, 7]));

        Assert.Equal(
            [
                ("a", 1, QuarantineReason.Duplicate), ("a", 2, QuarantineReason.Duplicate), ("b", 0, QuarantineReason.Duplicate),
                ("b", 2, QuarantineReason.ConflictingLabel),
            ],
            _bench.Quarantine().Select(sample => (sample.Shard, sample.Index!.Value, sample.Reason)));
        Assert.Equal(ContentId.Of(Arriving.Image(1, 1)), _bench.Quarantine()[1].Of);
        Assert.Equal(7, _bench.Quarantine()[3].Figure);
        Assert.Equal(["b/000001"], _bench.Lines<Sample>(_bench.Output("arrivals", "new/b/records")).Select(sample => sample.Id));
    }

    [Fact]
    public void A_near_duplicate_is_quarantined_with_its_distance_and_another_image_is_not()
    {
        byte[] darker = [.. Arriving.Image(1, 1).Select(pixel => (byte)(pixel * 9 / 10))];

        _bench.Arrive(
            Arriving.Parameters(new EntryCheckParameters { NearDuplicateBits = 16, LabelNeighbours = 0 }),
            Arriving.Shard(_bench.Store, "a", [Arriving.Image(1, 1), darker, Arriving.Image(4, 4)], [1, 1, 4]));

        QuarantinedSample only = Assert.Single(_bench.Quarantine());
        Assert.Equal((QuarantineReason.NearDuplicate, 1), (only.Reason, only.Index));
        Assert.InRange(only.Figure!.Value, 0, 16);
    }

    [Fact]
    public void Blank_images_and_labels_that_are_no_class_are_quarantined()
    {
        _bench.Arrive(Arriving.Parameters(), Arriving.Shard(_bench.Store, "a", [new byte[64], Arriving.Image(1, 1), Arriving.Image(2, 2)], [0, 1, 10]));

        Assert.Equal([QuarantineReason.Blank, QuarantineReason.UnknownLabel], _bench.Quarantine().Select(sample => sample.Reason));
    }

    [Fact]
    public void A_label_that_all_neighbours_contradict_is_suspect()
    {
        byte[] swapped = [.. Enumerable.Range(100, 20).Select(number => (byte)((number + (number == 105 ? 1 : 0)) % 10))];

        _bench.Arrive(
            Arriving.Parameters(new EntryCheckParameters { NearDuplicateBits = -1, LabelNeighbours = 3 }),
            Arriving.Shard(_bench.Store, "a", [.. Enumerable.Range(100, 20).Select(number => Arriving.Image(number, number % 10))], swapped));

        QuarantinedSample only = Assert.Single(_bench.Quarantine());
        Assert.Equal((QuarantineReason.SuspectLabel, 5, 3), (only.Reason, only.Index, only.Figure));
    }

    [Fact]
    public void A_shard_of_one_class_alone_drifts_and_one_like_the_reference_does_not()
    {
        int[] numbers = [.. Enumerable.Range(100, 40)];

        _bench.Arrive(
            Arriving.Parameters(),
            Arriving.Shard(_bench.Store, "a", [.. numbers.Select(number => Arriving.Image(number, 3))], [.. numbers.Select(_ => (byte)3)]),
            Arriving.Good(_bench.Store, "b", 200, count: 40));

        QuarantinedSample only = Assert.Single(_bench.Quarantine());
        Assert.Equal(("a", QuarantineReason.LabelDrift, 40), (only.Shard, only.Reason, only.Samples));
        Assert.True(only.Figure > 2);
    }
}
