using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>Takes fields with their places out of a mapping. What has the wrong kind is left out: validation has reported it.</summary>
internal sealed class FieldReader(YamlMapping mapping, FileLines lines)
{
    public LocatedText? Text(string key) => mapping[key] is YamlScalar scalar ? LocatedText.From(scalar, lines) : null;

    public IReadOnlyList<LocatedText> Texts(string key) =>
        [.. mapping.Scalars(key).Where(s => !s.IsNull).Select(s => LocatedText.From(s, lines))];
}
