using System.Text.RegularExpressions;

namespace Rampart.Deploy.Tests;

/// <summary>References to images, as <c>registry/name:tag</c>.</summary>
static partial class ImageReference
{
    /// <summary>Whether the tag names one release: it begins with three numbers, or with two where that is a release (Debian); or there is a digest.</summary>
    public static bool IsPinned(string reference) => Pinned().IsMatch(reference);

    [GeneratedRegex(@"(:(\d+\.\d+\.\d+|12\.\d+)(-[\w.-]+)?|@sha256:[0-9a-f]{64})$")]
    private static partial Regex Pinned();
}
