use super::*;

/// The columns of a profile, by name.
fn names(profile: Profile) -> Vec<&'static str> {
    profile.columns(Restatements::Keep).iter().map(|c| c.name).collect()
}

/// As the code book of the data set has them.
const ICEWS: &str = "\
    Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,\
    Intensity,Target Name,Target Sectors,Target Country,Story ID,Sentence Number,Publisher,\
    City,District,Province,Country,Latitude,Longitude";

/// As the code book of the data set has them.
const POLECAT: &str = "\
    Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,\
    Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,\
    Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,\
    Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,\
    Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,\
    GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,Story People,\
    Story Organizations,Story Locations,Language,Version";

/// As the code book of the data set has them.
const PHOENIX: &str = "\
    EventID,Date,Year,Month,Day,SourceActorFull,SourceActorEntity,SourceActorRole,\
    SourceActorAttribute,TargetActorFull,TargetActorEntity,TargetActorRole,\
    TargetActorAttribute,EventCode,EventRootCode,QuadClass,GoldsteinScore,Issues,ActionLat,\
    ActionLong,LocationName,GeoCountryName,GeoStateName,SentenceID,URLs,NewsSources";

/// As the code book of the data set has them.
const GDELT: &str = "\
    GLOBALEVENTID,SQLDATE,MonthYear,Year,FractionDate,Actor1Code,Actor1Name,\
    Actor1CountryCode,Actor1KnownGroupCode,Actor1EthnicCode,Actor1Religion1Code,\
    Actor1Religion2Code,Actor1Type1Code,Actor1Type2Code,Actor1Type3Code,Actor2Code,\
    Actor2Name,Actor2CountryCode,Actor2KnownGroupCode,Actor2EthnicCode,Actor2Religion1Code,\
    Actor2Religion2Code,Actor2Type1Code,Actor2Type2Code,Actor2Type3Code,IsRootEvent,\
    EventCode,EventBaseCode,EventRootCode,QuadClass,GoldsteinScale,NumMentions,NumSources,\
    NumArticles,AvgTone,Actor1Geo_Type,Actor1Geo_FullName,Actor1Geo_CountryCode,\
    Actor1Geo_ADM1Code,Actor1Geo_ADM2Code,Actor1Geo_Lat,Actor1Geo_Long,Actor1Geo_FeatureID,\
    Actor2Geo_Type,Actor2Geo_FullName,Actor2Geo_CountryCode,Actor2Geo_ADM1Code,\
    Actor2Geo_ADM2Code,Actor2Geo_Lat,Actor2Geo_Long,Actor2Geo_FeatureID,ActionGeo_Type,\
    ActionGeo_FullName,ActionGeo_CountryCode,ActionGeo_ADM1Code,ActionGeo_ADM2Code,\
    ActionGeo_Lat,ActionGeo_Long,ActionGeo_FeatureID,DATEADDED,SOURCEURL";

#[test]
fn columns_are_those_of_the_code_books() {
    for (profile, columns) in [
        (Profile::Icews, ICEWS),
        (Profile::Gdelt, GDELT),
        (Profile::Polecat, POLECAT),
        (Profile::Phoenix, PHOENIX),
    ] {
        assert_eq!(names(profile).join(","), columns, "{profile:?}");
    }
}

#[test]
fn our_own_layout_grows_at_its_end_only() {
    let all = Profile::Plenipo.columns(Restatements::Merge);
    assert_eq!(all.last().unwrap().name, "cluster_size");
    assert_eq!(all.len(), names(Profile::Plenipo).len() + 1);
}
