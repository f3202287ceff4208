using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Triggers;

/// <summary>Files arrive in a folder or a container.</summary>
[Description("Files arrive in a folder or a container.")]
public sealed record DataArrived : TriggerSource, ICheckedParameters
{
    const double Day = 86_400;

    /// <summary>The stage whose source is watched; null when <see cref="Place"/> says the place.</summary>
    [Description("The stage at whose source files arrive. Name a stage, or a place.")]
    public string? Stage { get; init; }

    /// <summary>The folder or container; null when <see cref="Stage"/> says it.</summary>
    [Description("The folder, or the container as https://ACCOUNT.blob.core.windows.net/CONTAINER, in which files arrive. Name a stage, or a place.")]
    public string? Place { get; init; }

    /// <summary>What names of files begin with, relative to the place.</summary>
    [Description("What names of files begin with, relative to the place, for example incoming/; without it, all count.")]
    public string? Prefix { get; init; }

    /// <summary>How often the place is listed, in seconds; 0 when events tell of files.</summary>
    [Description("How often the place is listed. A file of a folder counts once it has kept its size and time from one listing to the next. 0 leaves it to events.")]
    [Bounds(0, Day, Unit = "seconds")]
    public double PollSeconds { get; init; } = 10;

    /// <summary>How often the place is listed to find what events missed, in seconds; 0 for never.</summary>
    [Description("How often the place is listed to find what events missed; it matters when poll_seconds is 0. 0 for never.")]
    [Bounds(0, 7 * Day, Unit = "seconds")]
    public double ReconcileSeconds { get; init; } = 3600;

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        if (Stage is null == Place is null)
        {
            yield return new ParameterFault("", Stage is null ? "it says nowhere to look" : "it names both a stage and a place", "Name a stage, or a place.");
        }
        if (Prefix is { } prefix && (Stage is not null || prefix.StartsWith('/') || prefix.Split('/').Contains("..")))
        {
            yield return new ParameterFault(
                "prefix", Stage is not null ? "a stage says its prefix itself" : $"\"{prefix}\" leaves the place", "Use a prefix together with a place, relative to it.");
        }
        if (Place is not null && PlaceFault(Place) is { } fault)
        {
            yield return fault;
        }
    }

    static ParameterFault? PlaceFault(string place)
    {
        if (!place.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !place.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return place.Contains('\0') ? new ParameterFault("place", "it is not the name of a folder", "Remove the characters that no name may have.") : null;
        }
        const string fix = "Write https://ACCOUNT.blob.core.windows.net/CONTAINER, and put secrets into the environment (Rampart__Azure__...).";
        return Uri.TryCreate(place, UriKind.Absolute, out Uri? uri) && uri.AbsolutePath.Trim('/').Length > 0 && uri.Query.Length == 0 && uri.UserInfo.Length == 0
            ? null
            : new ParameterFault("place", "it is not the address of a container without secrets", fix);
    }
}
