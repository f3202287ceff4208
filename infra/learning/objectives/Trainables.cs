using System.Globalization;
using Rampart.Learning.Models;
using TorchSharp.Modules;

namespace Rampart.Learning.Objectives;

/// <summary>Decides which parameters of a component train; the others get requires_grad = false.</summary>
internal static class Trainables
{
    private const string LayerPrefix = "vision_model.encoder.layers.";

    /// <summary>Every parameter of the components, by name.</summary>
    public static IReadOnlyDictionary<string, Parameter> All(params ReadOnlySpan<ModelComponent> components)
    {
        var chosen = new Dictionary<string, Parameter>(StringComparer.Ordinal);
        foreach (ModelComponent component in components)
        {
            Choose(component, _ => true, chosen);
        }

        return chosen;
    }

    /// <summary>The parameters of a vision tower that its features depend on.</summary>
    /// <param name="tower">The tower.</param>
    /// <param name="usesEmbedding">False if only the patch features are used: then the layers behind them stay as they are, where weight decay
    /// would otherwise wear them away without any gradient to answer.</param>
    public static IReadOnlyDictionary<string, Parameter> Vision(ClipVisionTower tower, bool usesEmbedding)
    {
        var chosen = new Dictionary<string, Parameter>(StringComparer.Ordinal);
        Choose(tower, name => usesEmbedding || IsBeforePatchFeatures(name, tower.FeatureLayers), chosen);
        return chosen;
    }

    /// <summary>The parameters of parts of a vision-language model that its answers depend on; the other parts are frozen.</summary>
    /// <exception cref="ArgumentException">Nothing is left to train.</exception>
    public static IReadOnlyDictionary<string, Parameter> Parts(
        ClipVisionTower vision, LanguageModel language, IReadOnlyCollection<ModelPart> parts, string objective)
    {
        var chosen = new Dictionary<string, Parameter>(StringComparer.Ordinal);
        if (parts.Contains(ModelPart.Tower))
        {
            Choose(vision, name => IsBeforePatchFeatures(name, vision.FeatureLayers), chosen);
        }
        else
        {
            vision.Freeze();
        }

        if (parts.Contains(ModelPart.Projector) || parts.Contains(ModelPart.Decoder))
        {
            Choose(language, name => parts.Contains(ModelParts.Of(name)), chosen);
        }
        else
        {
            language.Freeze();
        }

        return chosen.Count > 0
            ? chosen
            : throw new ArgumentException($"The objective '{objective}' must train the vision tower, the projector or the decoder.", nameof(parts));
    }

    /// <summary>Refuses a reference that would move along with the training.</summary>
    public static void RefuseOwnReference(ModelComponent trained, ModelComponent reference, string objective)
    {
        if (ReferenceEquals(trained, reference))
        {
            throw new ArgumentException(
                $"The objective '{objective}' needs a reference {trained.GetName()} model of its own: a frozen copy, not the one in training.", nameof(reference));
        }
    }

    /// <summary>Trains the parameters that <paramref name="isTrained"/> names and no others of the component.</summary>
    public static void Choose(ModelComponent component, Func<string, bool> isTrained, Dictionary<string, Parameter> chosen)
    {
        component.Unfreeze();
        foreach ((string name, Parameter parameter) in component.Weights())
        {
            parameter.requires_grad = isTrained(name);
            if (parameter.requires_grad)
            {
                chosen.Add(name, parameter);
            }
        }
    }

    /// <summary>Whether the patch features depend on the parameter.</summary>
    public static bool IsBeforePatchFeatures(string name, int featureLayers)
    {
        if (!name.StartsWith(LayerPrefix, StringComparison.Ordinal))
        {
            return name.StartsWith("vision_model.embeddings.", StringComparison.Ordinal)
                || name.StartsWith("vision_model.pre_layrnorm.", StringComparison.Ordinal);
        }

        ReadOnlySpan<char> rest = name.AsSpan(LayerPrefix.Length);
        return int.Parse(rest[..rest.IndexOf('.')], CultureInfo.InvariantCulture) < featureLayers;
    }
}
