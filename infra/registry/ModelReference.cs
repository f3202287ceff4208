using System.Globalization;

namespace Rampart.Registry;

/// <summary>Names one version of a model: <c>clip:3</c>, <c>clip@production</c>, or <c>clip</c> for the latest.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">The version, if it is named by number.</param>
/// <param name="Alias">The alias, if it is named by one.</param>
public sealed record ModelReference(string Model, int? Version, string? Alias)
{
    /// <summary>Reads a reference as users write it.</summary>
    /// <exception cref="RegistryException">It is none.</exception>
    public static ModelReference Parse(string text)
    {
        int mark = text.IndexOfAny([':', '@']);
        string model = ModelNames.Check(mark < 0 ? text : text[..mark], "model");
        if (mark < 0)
        {
            return new ModelReference(model, null, null);
        }
        string rest = text[(mark + 1)..];
        if (text[mark] == '@')
        {
            return new ModelReference(model, null, ModelNames.Check(rest, "alias"));
        }
        return int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version > 0
            ? new ModelReference(model, version, null)
            : throw new RegistryException($"\"{rest}\" in \"{text}\" is not the number of a version. Write {model}:3, {model}@production, or {model} for the latest.");
    }

    /// <summary>The reference as users write it.</summary>
    public override string ToString() => Version is { } version ? $"{Model}:{version}" : Alias is { } alias ? $"{Model}@{alias}" : Model;
}
