using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Where <see cref="Square"/> begins and what it tries next, in one norm.</summary>
internal interface ISquareMoves
{
    /// <summary>The first images, on the ball's surface but for the limits of [0, 1].</summary>
    Tensor Start();

    /// <summary>The images to be tried next, inside the budget.</summary>
    /// <param name="pixels">The best images so far.</param>
    /// <param name="stands">The samples that are still attacked; the others do not change and draw nothing.</param>
    /// <param name="share">The window's area as a share of the image's.</param>
    Tensor From(Tensor pixels, IReadOnlyList<bool> stands, double share);
}
