using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Stages;

namespace Rampart.Preprocessing;

/// <summary>Reads the two files of a shard that has arrived, hostile until checked.</summary>
internal static class ArrivedImages
{
    // What the words of samples follow from besides their numbers.
    private const string Set = "arrivals";

    /// <summary>The images and labels, or why the whole shard is kept out.</summary>
    public static (ImageSet? Images, QuarantinedSample? Fault) Read(IStageInputs inputs, InspectionWork work, ImageShape shape)
    {
        if (inputs.Find(ArrivalRoles.Images) is not { } images || inputs.Find(ArrivalRoles.Labels) is not { } labels)
        {
            string missing = inputs.Find(ArrivalRoles.Images) is null ? ArrivalRoles.Images : ArrivalRoles.Labels;
            return (null, Whole(work, QuarantineReason.Incomplete, $"its {missing} have not arrived"));
        }

        try
        {
            IdxFile pixels = Content(inputs, images, work, rank: 3), classes = Content(inputs, labels, work, rank: 1);
            int count = pixels.Sizes[0];
            if (count != classes.Sizes[0])
            {
                return (null, Whole(work, QuarantineReason.Undecodable, $"{count} images, but {classes.Sizes[0]} labels", count));
            }

            var found = new ImageShape(1, pixels.Sizes[1], pixels.Sizes[2]);
            return found == shape
                ? (new ImageSet(Set, found, pixels.Data, classes.Data), null)
                : (null, Whole(work, QuarantineReason.WrongShape, $"images of {Text(found)}, but the reference has {Text(shape)}", count));
        }
        catch (DataException error)
        {
            return (null, Whole(work, QuarantineReason.Undecodable, $"{error.Where}: {error.What}"));
        }
    }

    /// <summary>A whole shard that is kept out.</summary>
    public static QuarantinedSample Whole(InspectionWork work, QuarantineReason reason, string detail, int samples = 0) =>
        new(work.Shard, reason, detail) { Samples = samples };

    private static IdxFile Content(IStageInputs inputs, NamedArtifact file, InspectionWork work, int rank)
    {
        IdxFile content = IdxFile.Read(inputs.Read(file), file.Role, work.Checks.MaximumBytes);
        return content.Element == IdxElement.UInt8 && content.Sizes.Count == rank
            ? content
            : throw new DataException(
                $"{content.Element} of rank {content.Sizes.Count}, not {IdxElement.UInt8} of rank {rank}", file.Role, "check that images and labels are not swapped");
    }

    private static string Text(ImageShape shape) => $"{shape.Channels} x {shape.Height} x {shape.Width}";
}
