using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Replay;
using Rampart.Safetensors;

namespace Rampart.Investigation.Pages;

/// <summary>Finds images in two outputs: tensors of the form [samples, channels, height, width].</summary>
sealed class PictureReader(IResultStore results, IArtifactStore there, IArtifactStore here)
{
    /// <summary>How many images of one output are shown.</summary>
    public const int Most = 4;

    /// <summary>Images of an item's outputs, those that differ first; what can't be read has none.</summary>
    public async Task<IReadOnlyList<PicturePair>> ReadAsync(ItemReport item, CancellationToken cancellation)
    {
        var pictures = new List<PicturePair>();
        CleanImages? clean = await CleanImages.FindAsync(item, results, there, cancellation);
        foreach (ArtifactReport output in item.Artifacts.Where(output => output is { There.MediaType: MediaTypes.Safetensors, Here.MediaType: MediaTypes.Safetensors }))
        {
            try
            {
                ReadOnlyMemory<byte> one = await there.InspectAsync(output.There!, cancellation);
                ReadOnlyMemory<byte> other = output.IsEqual ? one : await here.InspectAsync(output.Here!, cancellation);
                pictures.AddRange(Pairs($"{item.Stage}/{item.Item}: {output.Role}", one, other, clean));
            }
            catch (Exception e) when (e is ArtifactException or SafetensorsException)
            {
                // That it can't be read is said elsewhere.
            }
        }
        return pictures;
    }

    static IEnumerable<PicturePair> Pairs(string where, ReadOnlyMemory<byte> there, ReadOnlyMemory<byte> here, CleanImages? clean)
    {
        using TensorSet one = TensorSet.Of(there, where), other = TensorSet.Of(here, where);
        var pictures = new List<PicturePair>();
        foreach (ImageTensor image in ImageTensor.In(one))
        {
            if (ImageTensor.Find(other, image.Name) is { } counterpart && counterpart.HasFormOf(image))
            {
                pictures.AddRange(Pairs($"{where}, {image.Name}", Shown(image, one, clean), Shown(counterpart, other, clean)));
            }
        }
        return pictures;
    }

    static ImageTensor Shown(ImageTensor image, TensorSet file, CleanImages? clean) =>
        clean is not null && image.Name == CleanImages.Perturbations ? clean.Attacked(image, file) : image;

    static IEnumerable<PicturePair> Pairs(string where, ImageTensor one, ImageTensor other) => Enumerable.Range(0, one.Samples)
        .OrderByDescending(sample => one.Distance(other, sample) > 0).ThenBy(sample => sample).Take(Most)
        .Select(sample =>
        {
            // Both by the same scale, so that equal values look equal.
            double scale = Math.Max(one.Largest, other.Largest);
            return new PicturePair(
                $"{where}, sample {sample}", one.Pixels(sample, scale), other.Pixels(sample, scale), one.Channels, one.Height, one.Width,
                one.Distance(other, sample) / Math.Max(scale, double.Epsilon));
        });
}
