namespace Rampart.Contracts;

/// <summary>One sample shown to people: the clean image and, per model, the adversarial image found against that model.</summary>
/// <param name="Id">The sample's id.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Truth">The right answer.</param>
/// <param name="Epsilon">The radius of the perturbation on pixels in [0,1].</param>
/// <param name="Channels">1 (grey) or 3 (RGB).</param>
/// <param name="Height">In pixels.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Clean">8-bit pixels, channel by channel, row by row.</param>
/// <param name="Views">Each model's view, in the order of pipeline.yaml.</param>
public sealed record GalleryEntry(
    string Id, string Question, string Truth, double Epsilon, int Channels, int Height, int Width, byte[] Clean,
    IReadOnlyList<GalleryView> Views);

/// <summary>What one model makes of a sample.</summary>
/// <param name="Model">The model's name in pipeline.yaml.</param>
/// <param name="CleanAnswer">Its answer on the clean image.</param>
/// <param name="AdversarialAnswer">Its answer on <paramref name="Adversarial"/>.</param>
/// <param name="Adversarial">8-bit pixels (rounded for display) of the adversarial image found against this model.</param>
public sealed record GalleryView(string Model, string CleanAnswer, string AdversarialAnswer, byte[] Adversarial);
