namespace Rampart.Learning.Data;

/// <summary>COCO captions (Chen et al. 2015), such as <c>captions_val2014.json</c>: a list of images and a list of captions that name them.</summary>
public static class CocoCaptions
{
    /// <summary>Reads a file. Captions keep their order; images come in the order of the file.</summary>
    /// <param name="json">All of it.</param>
    /// <param name="file">How errors name it.</param>
    /// <exception cref="DataException">It is not what it should be, a caption names no image, or an image has no caption.</exception>
    public static IReadOnlyList<CaptionedImage> Read(ReadOnlyMemory<byte> json, string file)
    {
        var images = new List<(long Id, string Name, string Where)>();
        var captions = new Dictionary<long, List<string>>();
        var firstUse = new Dictionary<long, string>();
        var imageIds = new UniqueIds<long>("image");
        var captionIds = new UniqueIds<long>("caption");
        JsonRecords.OfLists(json, file, new Dictionary<string, Action<JsonRecord>>
        {
            ["images"] = record => images.Add(
                (imageIds.Add(record.Number("id"), record.Where), ImageName.Checked(record.Text("file_name"), record.Where), record.Where)),
            ["annotations"] = record =>
            {
                captionIds.Add(record.Number("id"), record.Where);
                long image = record.Number("image_id");
                firstUse.TryAdd(image, record.Where);
                captions.TryAdd(image, []);
                captions[image].Add(record.Text("caption").Trim());
            },
        });
        var known = images.Select(image => image.Id).ToHashSet();
        foreach ((long image, string where) in firstUse.Where(use => !known.Contains(use.Key)))
        {
            throw new DataException($"a caption names image {image}, which is not in the list of images", where, "take both lists from one file");
        }

        return
        [
            .. images.Select(image => captions.TryGetValue(image.Id, out List<string>? texts)
                ? new CaptionedImage(image.Id, image.Name, texts)
                : throw new DataException($"image {image.Id} has no caption", image.Where, "leave it out, or add captions")),
        ];
    }
}

/// <summary>An image with its reference captions.</summary>
/// <param name="Id">Unique within the file.</param>
/// <param name="Image">The image's name below the folder of images.</param>
/// <param name="Captions">At least one; five in COCO.</param>
public sealed record CaptionedImage(long Id, string Image, IReadOnlyList<string> Captions);
